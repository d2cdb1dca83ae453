"""Databases with tables, stories and products, made side by side."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg
from tests.databases import PostgresDatabases

from .progress import Progress
from .sites import ARAL, OSCAR, ROOT, WAGTAIL, Place


class PreparationFailed(Exception):
    """A step of the preparation failed; the message is what it said."""


@dataclass(frozen=True)
class Filled:
    """A place with its products, and the addresses that `fill` printed."""

    place: Place
    addresses: dict


@dataclass(frozen=True)
class Ground:
    """All places, the shops' by size."""

    aral: dict[int, Filled]
    oscar: dict[int, Filled]
    wagtail: Place


def run(place: Place, *arguments: str) -> str:
    """Run Python at a place, and give what it printed. Raises: `PreparationFailed`."""
    place.var.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=place.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PreparationFailed(f"{' '.join(arguments)}\n{done.stderr[-3000:]}")
    return done.stdout


def prepare(
    databases: PostgresDatabases,
    folder: Path,
    sizes: tuple[int, ...],
    *,
    extra: dict[str, str],
    progress: Progress,
) -> Ground:
    """Make everything; `extra` is what our site's processes find in their environment.

    Raises: `PreparationFailed`.
    """
    extras = tuple(extra.items())

    def ours(name: str) -> Place:
        return Place(ARAL, databases.url(name), folder / "aral", extras)

    def plain(name: str) -> Place:
        return Place(OSCAR, databases.url(name), folder / name)

    def make_aral() -> dict[int, Filled]:
        base = ours(databases.create("aral"))
        progress.say("our shop: tables")
        run(base, "-m", "django", "migrate", "-v0")
        progress.say("our shop: pages and pictures")
        run(base, "-m", "bench.aral.pages")
        return fill_all("aral", ours, "our shop")

    def make_oscar() -> dict[int, Filled]:
        base = plain(databases.create("oscar"))
        progress.say("plain Oscar: tables")
        run(base, "-m", "django", "migrate", "-v0")
        return fill_all("oscar", plain, "plain Oscar")

    def fill_all(base: str, place_of: Callable[[str], Place], words: str) -> dict[int, Filled]:
        filled = {}
        for size in sizes:
            progress.say(f"{words}: {size} products")
            place = place_of(databases.copy(base, f"{base}_{size}"))
            printed = run(place, "-m", f"bench.{module_of(place)}.fill", str(size))
            filled[size] = Filled(place, json.loads(printed.splitlines()[-1]))
        return filled

    def make_wagtail() -> Place:
        place = Place(WAGTAIL, databases.url(databases.create("wagtail")), folder / "wagtail")
        progress.say("plain Wagtail: tables and story")
        run(place, "-m", "bench.plain_wagtail.fill")
        return place

    with ThreadPoolExecutor(2) as pool:
        aral = pool.submit(make_aral)
        wagtail = pool.submit(make_wagtail)
        oscar = pool.submit(make_oscar)
        ground = Ground(aral.result(), oscar.result(), wagtail.result())
    progress.say("statistics of the tables")
    for place in [*ground.aral.values(), *ground.oscar.values()]:
        with psycopg.connect(place.place.database_url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    return ground


def module_of(place: Place) -> str:
    return {ARAL: "aral", OSCAR: "plain_oscar"}[place.site]
