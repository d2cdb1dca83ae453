"""What is measured in which catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .load import Request
from .results import BARE, FULL, LIMIT, OSCAR, OSCAR_FULL, OURS, UNCACHED, WAGTAIL
from .targets import PUBLIC_PAGES

SHELVES = ("listing", "category", "product", "search")
#: What is held against its own time in a smaller catalogue.
GROWING = ("listing", "category")
STORY_OF_WAGTAIL = "/story/"
MIXED_PRODUCTS = 200


@dataclass(frozen=True)
class Options:
    """How long and how much; `only` names pages, none means all.

    `most_minutes`: what would begin later is left out. `mix`: requests between two looks at the
    workers' memory, made in no more than `mix_seconds`.
    """

    sizes: tuple[int, ...] = (200, 2000, 20000)
    only: tuple[str, ...] = ()
    rounds: int = 3
    seconds: int = 2
    checkout_seconds: int = 5
    mix: int = 10_000
    mix_seconds: int = 75
    most_minutes: float = 14.0
    output: Path = Path(__file__).parent / "results.md"

    def wants(self, page: str) -> bool:
        return not self.only or page in self.only


@dataclass(frozen=True)
class Shop:
    """A running shop: where, and the paths of what was made in it.

    `pages` are paths by page; `ids` and `products` are those of the first products;
    `basket` is the cookie header of a guest with three things.
    """

    url: str
    pages: dict[str, str]
    products: list[str]
    ids: list[int]
    basket: str = ""

    def get(self, page: str) -> Request:
        return Request(self.url + self.pages[page])

    def get_with_basket(self, page: str) -> Request:
        return Request(self.url + self.pages[page], headers={"Cookie": self.basket})


@dataclass(frozen=True)
class Cell:
    """One page of one site."""

    page: str
    who: str
    request: Request


def cells(
    options: Options,
    *,
    ours: Shop,
    uncached: Shop,
    bare: Shop,
    oscar: Shop,
    wagtail_url: str,
    limit_url: str,
    is_smallest: bool,
) -> list[Cell]:
    """Give what is measured at one size, the sites of a page beside each other.

    Baskets, stories and home do not depend on the catalogue, so that they are measured in
    the smallest one alone. The limit view stands beside each page that may come from a cache.
    """
    pages = PUBLIC_PAGES if is_smallest else SHELVES
    limit = Request(f"{limit_url}/")
    found = []
    for page in pages:
        found += [Cell(page, UNCACHED, uncached.get(page)), Cell(page, OURS, ours.get(page))]
        found.append(Cell(page, LIMIT, limit))
        if is_smallest:
            found.append(Cell(page, FULL, ours.get_with_basket(page)))
        if is_smallest or page in GROWING:
            found.append(Cell(page, BARE, bare.get(page)))
        if page in oscar.pages:
            found.append(Cell(page, OSCAR, oscar.get(page)))
    if is_smallest:
        found.append(Cell("story", WAGTAIL, Request(wagtail_url + STORY_OF_WAGTAIL)))
        found.append(Cell("product", OSCAR_FULL, oscar.get_with_basket("product")))
        found += list(basket_cells(uncached, oscar))
    found.sort(key=lambda cell: order_of(cell.page))
    return [cell for cell in found if options.wants(cell.page)]


def order_of(page: str) -> int:
    return [*PUBLIC_PAGES, "basket", "add to basket"].index(page)


def basket_cells(uncached: Shop, oscar: Shop) -> Iterator[Cell]:
    """Give what no cache may answer: a guest's own page, and a new guest's first thing."""
    from .buyers.oscar import TOKEN

    yield Cell("basket", UNCACHED, uncached.get_with_basket("basket"))
    yield Cell("basket", OSCAR, oscar.get_with_basket("basket"))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    yield Cell(
        "add to basket",
        UNCACHED,
        Request(
            f"{uncached.url}/en/basket/add/{uncached.ids[0]}/",
            headers={**form, "Sec-Fetch-Site": "same-origin", "Accept": "application/json"},
            body="quantity=1",
        ),
    )
    yield Cell(
        "add to basket",
        OSCAR,
        Request(
            f"{oscar.url}/basket/add/{oscar.ids[0]}/",
            headers={**form, "Cookie": f"csrftoken={TOKEN}", "X-CSRFToken": TOKEN},
            body="quantity=1",
        ),
    )


def mixed_paths(ours: Shop) -> list[tuple[str, str]]:
    """Give (path, cookie) of what visitors ask for in turn: products, and each time a page more.

    Of 32 requests one is for a basket's page, one for its number.
    """
    basket = ours.basket
    public = [ours.pages[page] for page in PUBLIC_PAGES if page != "product"]
    others = [(path, cookie) for cookie in ("", "", basket) for path in public][:14]
    others += [(ours.pages["basket"], basket), (f"{ours.pages['basket']}badge/", basket)]
    products = [
        (path, basket if number % 3 == 0 else "")
        for number, path in enumerate(ours.products[:MIXED_PRODUCTS])
    ]
    return [
        asked
        for number, product in enumerate(products)
        for asked in (product, others[number % len(others)])
    ]
