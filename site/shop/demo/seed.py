"""The demonstration: seven producers, their things, stories, papers and prices.

Every step looks before it writes, so that seeding twice changes nothing.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from shop.search import indexing

from . import catalogue, pages, payments, people, pictures, shipping, translations

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Step:
    """`total` steps are yielded by `run`, one for each thing done."""

    label: str
    total: int
    run: Iterator


def read(name: str) -> dict:
    with (CONTENT / f"{name}.toml").open("rb") as source:
        return tomllib.load(source)


def steps() -> Iterator[Step]:
    """Give the steps in order; each must be run to its end before the next."""
    producers = read("producers")["producer"]
    goods = read("products")
    articles = read("articles")["article"]
    texts = read("pages")
    now = timezone.now()
    names = pictures.names()
    yield Step("Pictures drawn", len(names), pictures.load(names))
    yield Step("Delivery zones", len(shipping.ZONES), shipping.load())
    yield Step("Ways to pay", len(payments.MARKETS), payments.load())
    yield Step("Producers", len(producers), people.load_producers(producers))
    yield Step(
        "Things to buy", len(goods["product"]), catalogue.load(goods, today=timezone.localdate(now))
    )
    yield Step("Stories and pages", *pages.load(producers, articles, texts))
    yield Step("Other languages", translations.total(), translations.load())
    todo = indexing.everything()
    yield Step("Search index", sum(map(len, todo.values())), indexed(todo))


def indexed(todo: dict[str, list]) -> Iterator[int]:
    """Yield once for each thing of the index, as the other steps do."""
    for number in indexing.rebuild(**todo):
        yield from range(number)
