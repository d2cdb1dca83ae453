"""What the shop is meant to reach, and whether it does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from .results import BARE, FULL, LIMIT, OSCAR, OURS, UNCACHED, WAGTAIL, Results

PUBLIC_PAGES = ("home", "story", "listing", "category", "product", "search")
ADDING = re.compile(r"POST /\w+/basket/add/")

CACHED_TO_LIMIT = 0.7
PRODUCT_TO_OSCAR = 3
SHELF_TO_OSCAR = 30
SHELF_GROWTH = 1.5
STORY_TO_WAGTAIL = 3
MOST_SQL = {
    "listing": 8,
    "category": 8,
    "product": 8,
    "search": 8,
    "home": 12,
    "story": 12,
    "basket": 10,
    "add to basket": 15,
}
CHECKOUT_REQUESTS = 8
CHECKOUT_SQL = 150
ORDERS_TO_OSCAR = 3
WORKER_REQUESTS = 10_000
WORKER_MB = 250
#: A worker is flat where its second ten thousand requests add no more than this.
FLAT_MB = 5
PRODUCT_PAGE_BYTES = 60_000
STYLES_AND_SCRIPTS_BYTES = 25_000


@dataclass(frozen=True)
class Verdict:
    """`is_met` is None where this run did not measure it."""

    target: str
    wanted: str
    found: str
    is_met: bool | None

    @property
    def word(self) -> str:
        return {True: "pass", False: "miss", None: "not measured"}[self.is_met]


def at_least(target: str, value: float | None, least: float) -> Verdict:
    wanted = f"≥ {least:g} ×"
    if value is None:
        return Verdict(target, wanted, "", None)
    return Verdict(target, wanted, f"{value:.2f} ×", value >= least)


def at_most(target: str, value: float | None, most: float, unit: str = "") -> Verdict:
    wanted = f"≤ {most:g}{unit}"
    if value is None:
        return Verdict(target, wanted, "", None)
    return Verdict(target, wanted, f"{value:.4g}{unit}", value <= most)


def verdicts(results: Results) -> list[Verdict]:
    """Give each target with what was found, in the order in which they are told."""
    return [
        *cached_pages(results),
        *made_anew(results, UNCACHED, "uncached"),
        *statements(results),
        *checkout(results),
        *memory(results),
        *weight(results),
    ]


def with_nothing_kept(results: Results) -> list[Verdict]:
    """Hold pages made without the parts that many share against the same targets.

    Only who reads first after a change meets them (ADR 0011), so they are told and not counted.
    """
    return list(made_anew(results, BARE, "with nothing kept"))


def made_anew(results: Results, who: str, words: str) -> Iterator[Verdict]:
    """Judge pages of ours that no cache answers: `who` says which, in these words."""
    yield from against_oscar(results, who, words)
    yield from growth(results, who, words)
    size = results.sizes[0]
    value = results.ratio(size, "story", who, WAGTAIL)
    yield at_least(f"story {words}, of plain Wagtail's", value, STORY_TO_WAGTAIL)


def cached_pages(results: Results) -> Iterator[Verdict]:
    """Judge the pages as visitors get them, at the smallest size, also those with a basket."""
    size = results.sizes[0]
    for who, words in ((OURS, ""), (FULL, ", with a full basket")):
        for page in PUBLIC_PAGES:
            value = results.ratio(size, page, who, LIMIT)
            yield at_least(f"{page}{words}, of the limit view", value, CACHED_TO_LIMIT)


def against_oscar(results: Results, who: str, words: str) -> Iterator[Verdict]:
    size = results.sizes[0]
    for page, least in (
        ("product", PRODUCT_TO_OSCAR),
        ("listing", SHELF_TO_OSCAR),
        ("category", SHELF_TO_OSCAR),
    ):
        value = results.ratio(size, page, who, OSCAR)
        yield at_least(f"{page} {words}, of Oscar's, {size} products", value, least)


def growth(results: Results, who: str, words: str) -> Iterator[Verdict]:
    """Judge how much longer a shelf takes in the largest catalogue than in the smallest.

    The two are measured minutes apart, so each is held against the limit view beside it.
    """
    small, large = results.sizes[0], results.sizes[-1]
    for page in ("listing", "category"):
        few = results.ratio(small, page, who, LIMIT)
        many = results.ratio(large, page, who, LIMIT)
        value = few / many if small != large and few and many else None
        clock = by_the_clock(results, page, who)
        target = f"{page} {words}, time at {large} products, of that at {small}"
        verdict = at_most(target, value, SHELF_GROWTH, " ×")
        if value is not None and clock is not None:
            verdict = replace(verdict, found=f"{verdict.found} ({clock:.2f} × by the clock)")
        yield verdict


def by_the_clock(results: Results, page: str, who: str) -> float | None:
    """Give the same growth as it was timed, with whatever the machine did in between."""
    few = results.figure(results.sizes[0], page, who)
    many = results.figure(results.sizes[-1], page, who)
    return few.rate / many.rate if few and many and many.rate else None


def statements(results: Results) -> Iterator[Verdict]:
    """Judge the dearest case of each page in any size, with nothing kept."""
    for page, most in MOST_SQL.items():
        who = (BARE, UNCACHED)
        found = [results.figure(size, page, each) for size in results.sizes for each in who]
        counts = [figure.sql for figure in found if figure]
        if page == "add to basket":
            # Each thing that is in there already may make the next one dearer.
            counts += [sql for words, sql in purchased(results) if ADDING.match(words)]
        yield at_most(f"SQL: {page}", max(counts) if counts else None, most)


def purchased(results: Results) -> list[tuple[str, int]]:
    """Give the requests of purchases in our shop."""
    return [step for (_, who), p in results.purchases.items() if who == OURS for step in p.steps]


def checkout(results: Results) -> Iterator[Verdict]:
    size = results.sizes[0]
    ours, theirs = results.purchases.get((size, OURS)), results.purchases.get((size, OSCAR))
    is_known = ours is not None and bool(ours.steps)
    yield at_most("checkout: requests", len(ours.steps) if is_known else None, CHECKOUT_REQUESTS)
    yield at_most("checkout: SQL", ours.sql if is_known else None, CHECKOUT_SQL)
    # Round by round, as pages are: both stood beside each other in each.
    pairs = zip(ours.rates, theirs.rates, strict=False) if is_known and theirs else ()
    ratios = [mine / other for mine, other in pairs if other]
    value = median(ratios) if ratios else None
    yield at_least("checkout: orders per second, of Oscar's", value, ORDERS_TO_OSCAR)


def memory(results: Results) -> Iterator[Verdict]:
    """Judge a worker after ten thousand requests, and after as many again; fewer prove nothing."""
    marks = list(results.memory.marks) if results.memory else []
    first, last = (marks[0], marks[-1]) if marks else ((0, None), (0, None))
    growth = last[1] - first[1] if len(marks) > 1 else None
    for target, requests, value, most, least_requests in (
        ("worker's memory", first[0], first[1], WORKER_MB, WORKER_REQUESTS),
        ("worker's memory, growth since then", last[0], growth, FLAT_MB, 2 * WORKER_REQUESTS),
    ):
        verdict = at_most(target, value, most, " MB")
        if value is not None:
            verdict = replace(verdict, found=f"{verdict.found} after {requests} requests")
        if verdict.is_met and requests < least_requests:
            verdict = replace(verdict, is_met=None)
        yield verdict


def weight(results: Results) -> Iterator[Verdict]:
    found = results.weight
    page = found.product_page / 1000 if found else None
    code = found.styles_and_scripts / 1000 if found else None
    yield at_most("product page without photographs", page, PRODUCT_PAGE_BYTES / 1000, " KB")
    yield at_most("all CSS and JS, gzipped", code, STYLES_AND_SCRIPTS_BYTES / 1000, " KB")
