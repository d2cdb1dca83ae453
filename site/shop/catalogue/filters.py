"""Filters of a listing: links that narrow it to a district or a maker, with counts.

One reading of how many things each maker has here gives all of it, the size of the listing too.
"""

from collections import Counter
from dataclasses import dataclass, replace
from heapq import nlargest
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import HttpRequest

from home.translated import in_words
from producers.words import DISTRICT_NAMES

PLACE, MAKER = "place", "maker"
#: Of more makers those are named who have most to show: a list of thousands helps nobody.
MOST_MAKERS = 60


@dataclass(frozen=True)
class MakerCount:
    """How many things of one maker a listing holds; `pk` is None for those without a maker."""

    pk: int | None
    name: str
    place: str
    count: int


@dataclass(frozen=True)
class Wish:
    """What the address asks for; "" and None ask for nothing."""

    place: str = ""
    maker: int | None = None

    def __bool__(self) -> bool:
        return bool(self.place or self.maker)

    def matches(self, maker: MakerCount) -> bool:
        return self.place in ("", maker.place) and self.maker in (None, maker.pk)

    @property
    def query(self) -> str:
        """Give the query string, without "?"; "" when nothing is asked for."""
        return urlencode({key: v for key, v in ((PLACE, self.place), (MAKER, self.maker)) if v})


@dataclass(frozen=True)
class Choice:
    """A link that narrows the listing, or widens it again where it is the current one."""

    name: str
    count: int
    url: str
    is_current: bool


def count_by_maker(products: QuerySet) -> list[MakerCount]:
    """Count the products of a listing by maker, by name. One query."""
    rows = (
        products.order_by()
        .annotate(maker_name=in_words("producer__name"))
        .values_list("producer_id", "maker_name", "producer__district")
        .annotate(count=Count("pk"))
    )
    makers = [MakerCount(pk, name or "", place or "", count) for pk, name, place, count in rows]
    return sorted(makers, key=by_name)


def by_name(maker: MakerCount) -> tuple:
    return (maker.name, maker.pk or 0)


def read_wish(request: HttpRequest, makers: list[MakerCount]) -> Wish:
    """Read the address; what nobody here answers to is as good as not asked for."""
    place, maker = request.GET.get(PLACE, ""), request.GET.get(MAKER, "")
    if not (place or maker):
        return Wish()
    chosen = next((each for each in makers if each.pk and str(each.pk) == maker), None)
    places = {chosen.place} if chosen else {each.place for each in makers}
    return Wish(place=place if place in places else "", maker=chosen.pk if chosen else None)


def narrow(products: QuerySet, wish: Wish) -> QuerySet:
    if wish.place:
        products = products.filter(producer__district=wish.place)
    if wish.maker:
        products = products.filter(producer=wish.maker)
    return products


@dataclass(frozen=True)
class Filters:
    """What a listing shows of its filters; `total` is how many things are left of it."""

    total: int
    places: list[Choice]
    makers: list[Choice]


def filters(makers: list[MakerCount], wish: Wish, path: str) -> Filters:
    return Filters(
        total=sum(maker.count for maker in makers if wish.matches(maker)),
        places=place_choices(makers, wish, path),
        makers=maker_choices(makers, wish, path),
    )


def place_choices(makers: list[MakerCount], wish: Wish, path: str) -> list[Choice]:
    """Give the districts that things come from, with what each would show."""
    anywhere = replace(wish, place="")
    counts = Counter()
    for maker in makers:
        if maker.place and anywhere.matches(maker):
            counts[maker.place] += maker.count
    return [
        choice(
            str(DISTRICT_NAMES.get(place, place)),
            count,
            wish,
            replace(wish, place=place),
            anywhere,
            path,
        )
        for place, count in sorted(counts.items())
    ]


def district_name(code: str) -> str:
    return str(DISTRICT_NAMES.get(code, code))


def maker_choices(makers: list[MakerCount], wish: Wish, path: str) -> list[Choice]:
    """Give the makers, those of the chosen district if there is one."""
    anybody = replace(wish, maker=None)
    here = [maker for maker in makers if maker.pk and anybody.matches(maker)]
    named = nlargest(MOST_MAKERS, here, key=lambda maker: (maker.pk == wish.maker, maker.count))
    return [
        choice(maker.name, maker.count, wish, replace(wish, maker=maker.pk), anybody, path)
        for maker in sorted(named, key=by_name)
    ]


def choice(name: str, count: int, wish: Wish, narrowed: Wish, widened: Wish, path: str) -> Choice:
    is_current = narrowed == wish
    query = (widened if is_current else narrowed).query
    return Choice(name, count, f"{path}?{query}" if query else path, is_current)
