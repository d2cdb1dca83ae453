"""`python -m bench`: run it all, print the tables, and write them to bench/results.md."""

import argparse
import signal
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.databases import postgres_programs, postgres_server

from . import machine
from .load import NoLoadGenerator, require_wrk
from .plan import Options
from .prepare import PreparationFailed, prepare
from .progress import Progress
from .report import report
from .results import Results
from .running import run_sizes
from .servers import DidNotStart
from .stage import Ports
from .targets import verdicts


def read_options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="products on sale")
    parser.add_argument(
        "--only", nargs="+", metavar="PAGE", help="listing, checkout, memory, weight, …"
    )
    parser.add_argument("--quick", action="store_true", help="one short run of everything")
    parser.add_argument("--seconds", type=int, help="of one run")
    parser.add_argument("--output", type=Path, help="in place of bench/results.md")
    given = parser.parse_args()
    options = Options()
    if given.quick:
        options = replace(options, rounds=1, seconds=1, checkout_seconds=2, mix=500, mix_seconds=10)
    chosen = {
        "sizes": tuple(sorted(given.sizes or ())),
        "only": tuple(given.only or ()),
        "seconds": given.seconds,
        "output": given.output,
    }
    return replace(options, **{key: value for key, value in chosen.items() if value})


def main() -> int:
    options = read_options()
    # An end from outside, too, runs the code that ends the others.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    programs = postgres_programs()
    if programs is None:
        print("PostgreSQL is not installed (Debian: apt-get install postgresql).", file=sys.stderr)
        return 1
    try:
        require_wrk()
        return bench(options, programs)
    except (NoLoadGenerator, PreparationFailed, DidNotStart) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def bench(options: Options, programs: Path) -> int:
    began = datetime.now(UTC)
    progress = Progress(options.most_minutes * 60)
    facts = machine.facts()
    results = Results(sizes=list(options.sizes))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ovop-bench-")))
        databases = stack.enter_context(postgres_server(programs))
        ports = Ports.free()
        extra = ports.shop_environment()
        ground = prepare(databases, folder, options.sizes, extra=extra, progress=progress)
        run_sizes(ground, ports, folder, results=results, options=options, progress=progress)
    text = report(
        results,
        verdicts(results),
        facts=facts,
        options=options,
        began=began,
        minutes=progress.seconds / 60,
    )
    options.output.write_text(text)
    print(f"\n{text}\nWritten to {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
