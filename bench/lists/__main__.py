"""`python -m bench.lists`: fill, measure, print a table and write it to bench/lists.md."""

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import psycopg
from tests.databases import postgres_programs, postgres_server

from bench import machine
from bench.prepare import PreparationFailed, run
from bench.progress import Progress
from bench.sites import ARAL, Place
from bench.tables import table

PRODUCTS, ORDERS, ROUNDS = 2_000, 20_000, 9
MOST_SQL, MOST_TIMES = 25, 3.0
OUTPUT = Path(__file__).resolve().parents[1] / "lists.md"

METHOD = f"""
`make lists` fills a PostgreSQL database of its own with {PRODUCTS:,} products and {ORDERS:,} orders
of three lines each, asks in one process for the first page of every list as somebody who may open
all of them, and beside them for Wagtail's own listing of twenty pages. The lists take turns,
{ROUNDS} times after one look at each; a figure is the median, a ratio the median of the rounds'
ratios. At most {MOST_SQL} statements and less than {MOST_TIMES:g} times the listing are wanted.
"""


def collect(progress: Progress) -> list[dict]:
    """Give what `bench.lists.measure` found. Raises: `PreparationFailed`."""
    with (
        tempfile.TemporaryDirectory(prefix="ovop-lists-") as folder,
        postgres_server(postgres_programs()) as databases,
    ):
        place = Place(ARAL, databases.url(databases.create("lists")), Path(folder))
        progress.say("tables")
        run(place, "-m", "django", "migrate", "-v0")
        progress.say("pages and pictures")
        run(place, "-m", "bench.aral.pages")
        progress.say(f"{PRODUCTS} products")
        run(place, "-m", "bench.aral.fill", str(PRODUCTS))
        progress.say(f"{ORDERS} orders")
        run(place, "-m", "bench.lists.fill", str(ORDERS))
        with psycopg.connect(place.database_url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        progress.say("lists")
        return json.loads(run(place, "-m", "bench.lists.measure", str(ROUNDS)).splitlines()[-1])


def row_of(found: dict, yardstick: list[float]) -> list[str]:
    times = median(a / b for a, b in zip(found["seconds"], yardstick, strict=True))
    is_met = times < MOST_TIMES and found["sql"] <= MOST_SQL
    return [
        found["address"],
        "pass" if is_met else "miss",
        f"{median(found['seconds']) * 1000:.0f}",
        f"{times:.2f}",
        str(found["sql"]),
    ]


def report(found: list[dict], began: datetime) -> str:
    yardstick, *lists = found
    rows = [row_of(each, yardstick["seconds"]) for each in lists]
    missed = sum(row[1] == "miss" for row in rows)
    ms = median(yardstick["seconds"]) * 1000
    yard = f"Wagtail's listing: {ms:.0f} ms, {yardstick['sql']} SQL."
    parts = [
        "# The association's lists",
        f"Written by `make lists` on {began:%d %B %Y, %H:%M} UTC.",
        f"## {len(rows) - missed} met, {missed} missed",
        yard,
        table(["list", "verdict", "ms", "× listing", "SQL"], rows),
        "## Method",
        METHOD.strip(),
        "## Machine",
        table(["what", "which"], [list(fact) for fact in machine.facts()]),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> int:
    if postgres_programs() is None:
        print("PostgreSQL is not installed (Debian: apt-get install postgresql).", file=sys.stderr)
        return 1
    began = datetime.now(UTC)
    try:
        text = report(collect(Progress(900)), began)
    except PreparationFailed as error:
        print(error, file=sys.stderr)
        return 1
    OUTPUT.write_text(text)
    print(f"\n{text}\nWritten to {OUTPUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
