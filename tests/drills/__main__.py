"""`python -m tests.drills`: run the drills, print their table, and fail where one failed."""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT / "tests")]

from databases import (  # noqa: E402
    PostgresDatabases,
    SqliteDatabases,
    migrate,
    postgres_programs,
    postgres_server,
)

BUYERS = 20


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    parser.add_argument("--only", type=int, metavar="N", action="append", help="a point's number")
    parser.add_argument("--reached-by", help="Pay, paying, webhook, return page, sweep")
    parser.add_argument("--finisher", help="webhook, return page or sweep")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite, not PostgreSQL")
    parser.add_argument("--buyers", type=int, default=BUYERS, help="in a crowd")
    parser.add_argument("--slice", action="store_true", help="a few drills of each kind")
    parser.add_argument(
        "--copy-of",
        metavar="NAME@PORT",
        help="a migrated PostgreSQL database to copy, on a server that runs already",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there as well")
    return parser.parse_args()


@contextmanager
def shop_database(arguments: argparse.Namespace) -> Iterator[str]:
    """Give the address of a database that has all tables and is for the drills alone."""
    programs = None if arguments.sqlite else postgres_programs()
    if arguments.copy_of:
        migrated, _, port = arguments.copy_of.rpartition("@")
        databases = PostgresDatabases(int(port))
        name = databases.copy(migrated, f"drills-{os.getpid()}")
        try:
            yield databases.url(name)
        finally:
            databases.drop(name)
    elif programs is None:
        with tempfile.TemporaryDirectory(prefix="ovop-sqlite-") as folder:
            yield new_shop(SqliteDatabases(Path(folder)))
    else:
        with postgres_server(programs) as databases:
            yield new_shop(databases)


def new_shop(databases: PostgresDatabases | SqliteDatabases) -> str:
    kind = type(databases).__name__.removesuffix("Databases")
    print(f"{kind}: making the tables, which takes about a minute.", flush=True)
    url = databases.url(databases.create("drills"))
    migrate(url)
    return url


def main() -> int:
    arguments = read_arguments()
    # Also an end from outside runs the code that ends the others.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began = time.monotonic()
    with (
        shop_database(arguments) as url,
        tempfile.TemporaryDirectory(prefix="ovop-media-") as media,
    ):
        os.environ.update(
            DATABASE_URL=url, DJANGO_SETTINGS_MODULE="tests.drills.settings", MEDIA_ROOT=media
        )
        rows, notes = run(arguments, began)
    print(notes)
    if arguments.json:
        told = [asdict(row) | {"complaints": row.complaints} for row in rows]
        arguments.json.write_text(json.dumps(told))
    return 0 if rows and all(row.is_ok for row in rows) else 1


def run(arguments: argparse.Namespace, began: float) -> tuple[list, str]:
    """Run what was asked for; Django can be imported only now. Gives rows, and what to say last."""
    import django

    django.setup()
    from .choice import chosen
    from .ground import ground
    from .running import run_all
    from .table import summary

    with ground() as there:
        rows = run_all(chosen(arguments), there)
    return rows, summary(rows, time.monotonic() - began)


if __name__ == "__main__":
    sys.exit(main())
