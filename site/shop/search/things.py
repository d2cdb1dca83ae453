"""The things that were found, and the links that narrow them. One query."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from heapq import nlargest
from urllib.parse import urlencode

from django.db.models import Case, F, Min, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.translated import in_words
from shop.catalogue.filters import MOST_MAKERS, Choice, district_name
from shop.catalogue.words import ALLERGENS
from shop.formats import format_money
from shop.markets.models import MarketPrice
from shop.rules.price_bands import band_limits, is_in_band
from shop.selectors import public_products

KIND, PLACE, MAKER, WITHOUT, PRICE, HERE = "kind", "place", "maker", "without", "price", "here"
BETWEEN = "-"
#: Nothing here costs as much, in any currency.
HIGHEST = Decimal("1E12")


@dataclass(frozen=True)
class Thing:
    """What filters look at: `traces` are allergen codes, None where nobody has stated them;
    `price` is the lowest of its sizes in the market's currency.
    """

    pk: int
    kinds: dict[int, str]
    place: str
    maker: int | None
    maker_name: str
    traces: frozenset[str] | None
    price: Decimal | None


@dataclass(frozen=True)
class Wish:
    """What the address asks for; "" , None and () ask for nothing. `price` is (above, up to)."""

    kind: int | None = None
    place: str = ""
    maker: int | None = None
    without: tuple[str, ...] = ()
    price: tuple[Decimal | None, Decimal | None] | None = None
    here: bool = False

    def __bool__(self) -> bool:
        return self != Wish()

    def matches(self, thing: Thing) -> bool:
        """Say whether a thing is wished for; `here` is asked of the sale facts elsewhere."""
        return (
            self.kind in (None, *thing.kinds)
            and self.place in ("", thing.place)
            and self.maker in (None, thing.maker)
            and (not self.without or is_free(thing, self.without))
            and (self.price is None or is_in_band(thing.price, *self.price))
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Give the wish as pairs of an address."""
        found = [(KIND, self.kind), (PLACE, self.place), (MAKER, self.maker)]
        found += [(WITHOUT, code) for code in self.without]
        if self.price is not None:
            found.append((PRICE, BETWEEN.join("" if p is None else f"{p:f}" for p in self.price)))
        return [(name, str(value)) for name, value in [*found, (HERE, int(self.here))] if value]


def is_free(thing: Thing, codes: Iterable[str]) -> bool:
    return thing.traces is not None and thing.traces.isdisjoint(codes)


# Reading --------------------------------------------------------------------------


def read_things(product_ids: Iterable[int], market) -> list[Thing]:
    """Give the facts of the public ones among these products, in their order. One query."""
    ids = list(product_ids)
    rows = (
        public_products()
        .filter(pk__in=ids)
        .order_by()
        .annotate(
            maker_name=in_words("producer__name"),
            category=Case(When(categories__is_public=True, then=F("categories__pk"))),
            category_name=in_words("categories__name"),
            price_here=lowest_price(market),
        )
        .values_list(
            "pk",
            "category",
            "category_name",
            "producer",
            "maker_name",
            "producer__district",
            "product_class__is_food",
            "food__allergens",
            "food__may_contain",
            "price_here",
        )
    )
    things = {}
    for pk, category, name, maker, maker_name, place, is_food, holds, traces, price in rows:
        thing = things.setdefault(
            pk,
            Thing(
                pk=pk,
                kinds={},
                place=place or "",
                maker=maker,
                maker_name=maker_name,
                traces=None
                if is_food and holds is None
                else frozenset([*(holds or ()), *(traces or ())]),
                price=price,
            ),
        )
        if category:
            thing.kinds[category] = name
    return [things[pk] for pk in ids if pk in things]


def lowest_price(market) -> Coalesce:
    """Give the price of a product in a market, or the lowest of its sizes."""
    prices = MarketPrice.objects.filter(market=market.pk).order_by()
    own = prices.filter(product=OuterRef("pk")).values("amount")
    sizes = prices.filter(product__parent=OuterRef("pk"), product__is_public=True)
    lowest = sizes.values("product__parent").annotate(lowest=Min("amount")).values("lowest")
    return Coalesce(Subquery(own[:1]), Subquery(lowest[:1]))


def read_wish(asked: QueryDict) -> Wish:
    """Read the address; what makes no sense is not asked for."""
    return Wish(
        kind=number_of(asked.get(KIND)),
        place=asked.get(PLACE, "").replace("\0", "")[:20],
        maker=number_of(asked.get(MAKER)),
        without=tuple(sorted(set(asked.getlist(WITHOUT)) & ALLERGENS.keys())),
        price=price_of(asked.get(PRICE, "")),
        here=asked.get(HERE) == "1",
    )


def number_of(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else None


def price_of(text: str) -> tuple[Decimal | None, Decimal | None] | None:
    above, dash, up_to = text.partition(BETWEEN)
    if not dash or len(text) > 40 or not (above or up_to):
        return None
    try:
        limits = tuple(Decimal(limit) if limit else None for limit in (above, up_to))
    except InvalidOperation:
        return None
    is_money = all(limit is None or limit.is_finite() and limit < HIGHEST for limit in limits)
    return limits if is_money else None


# Links ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """Links of one sort under their title; `id` is for the page."""

    id: str
    title: str
    choices: list[Choice]


class Filters:
    """The links that narrow what was found, each with the number of things behind it."""

    def __init__(self, things: list[Thing], wish: Wish, request: HttpRequest, query: str) -> None:
        self.things = things
        self.wish = wish
        self.path = request.path
        self.currency = request.market.currency
        self.query = [("q", query)]

    def groups(self) -> list[Group]:
        """Give the groups in which there is something to choose."""
        groups = [
            Group("kinds", _("What it is"), self.kinds()),
            Group("makers", _("Who makes it"), self.makers()),
            Group("places", _("Where it comes from"), self.places()),
            Group("without", _("What is not in it"), self.without()),
            Group("prices", _("What it costs"), self.prices()),
            Group("here", _("Ready to buy"), self.here()),
        ]
        return [
            group
            for group in groups
            if len(group.choices) > 1
            or group.id in ("without", "here")
            and group.choices
            or any(choice.is_current for choice in group.choices)
        ]

    def address(self, wish: Wish) -> str:
        return f"{self.path}?{urlencode(self.query + wish.pairs())}"

    def choice(self, name: str, narrowed: Wish, widened: Wish, *, counted: bool = True) -> Choice:
        is_current = narrowed == self.wish
        count = sum(map(narrowed.matches, self.things)) if counted else None
        return Choice(name, count, self.address(widened if is_current else narrowed), is_current)

    def choices(self, names: dict, wish_for: Callable[[object], Wish]) -> list[Choice]:
        """Give a link for each value, by name, those that lead to nothing left out."""
        widened = wish_for(None)
        found = [
            self.choice(name, wish_for(value), widened)
            for value, name in sorted(names.items(), key=lambda pair: (pair[1], str(pair[0])))
        ]
        return [choice for choice in found if choice.count or choice.is_current]

    def kinds(self) -> list[Choice]:
        names = {pk: name for thing in self.things for pk, name in thing.kinds.items()}
        return self.choices(names, lambda pk: replace(self.wish, kind=pk))

    def makers(self) -> list[Choice]:
        names = {thing.maker: thing.maker_name for thing in self.things if thing.maker}
        found = self.choices(names, lambda pk: replace(self.wish, maker=pk))
        # Of very many those are named who have most to show, as on the shelves.
        best = nlargest(MOST_MAKERS, found, key=lambda choice: (choice.is_current, choice.count))
        return [choice for choice in found if choice in best]

    def places(self) -> list[Choice]:
        names = {thing.place: district_name(thing.place) for thing in self.things if thing.place}
        return self.choices(names, lambda code: replace(self.wish, place=code or ""))

    def without(self) -> list[Choice]:
        """Give the allergens that some of the things hold; several can be kept away together."""
        codes = {code for thing in self.things for code in thing.traces or ()} & ALLERGENS.keys()
        choices = []
        for code in sorted(codes | set(self.wish.without), key=lambda code: str(ALLERGENS[code])):
            others = tuple(each for each in self.wish.without if each != code)
            widened = replace(self.wish, without=others)
            narrowed = replace(self.wish, without=tuple(sorted({*others, code})))
            name = _("no %(allergen)s") % {"allergen": ALLERGENS[code]}
            choices.append(self.choice(name, narrowed, widened))
        return [choice for choice in choices if choice.count or choice.is_current]

    def prices(self) -> list[Choice]:
        limits = band_limits([thing.price for thing in self.things if thing.price is not None])
        bands = list(zip([None, *limits], [*limits, None], strict=True)) if limits else []
        if self.wish.price and self.wish.price not in bands:
            bands.append(self.wish.price)
        widened = replace(self.wish, price=None)
        found = [
            self.choice(self.band_name(*band), replace(self.wish, price=band), widened)
            for band in bands
        ]
        return [choice for choice in found if choice.count or choice.is_current]

    def band_name(self, above: Decimal | None, up_to: Decimal | None) -> str:
        language = get_language() or "en"
        money = {
            name: format_money(amount, self.currency, language)
            for name, amount in (("above", above), ("up_to", up_to))
            if amount is not None
        }
        if above is None:
            return _("up to %(up_to)s") % money
        return (_("above %(above)s") if up_to is None else _("%(above)s to %(up_to)s")) % money

    def here(self) -> list[Choice]:
        """Give the one link that has no number: what may be sold is asked only when it matters."""
        widened = replace(self.wish, here=False)
        name = _("Can be bought here today")
        return [self.choice(name, replace(self.wish, here=True), widened, counted=False)]
