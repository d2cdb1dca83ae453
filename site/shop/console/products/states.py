"""Where a product is on sale, and what stands in the way: the gate's own answers, with ways on."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Product
from shop.catalogue.words import items_in_words
from shop.certification.models import Certificate
from shop.rules.sale import SaleState
from shop.selectors import SaleFacts, sale_facts

WORDS = {
    SaleState.ON_SALE: _("On sale"),
    SaleState.LAST_FEW: _("On sale, the last few"),
    SaleState.SOLD_OUT: _("Sold out"),
    SaleState.NOT_CERTIFIED: _("Not certified"),
    SaleState.NOT_CERTIFIED_HERE: _("Not certified for this market"),
    SaleState.CERTIFICATE_LAPSED: _("A certificate has ended, or does not count for now"),
    SaleState.NO_PRICE: _("No price"),
    SaleState.INCOMPLETE: _("The label lacks something"),
    SaleState.NOT_SHOWN: _("Not public"),
}
UNCERTIFIED = (
    SaleState.NOT_CERTIFIED,
    SaleState.NOT_CERTIFIED_HERE,
    SaleState.CERTIFICATE_LAPSED,
)


@dataclass(frozen=True)
class Way:
    """A link to where somebody can do something about it."""

    text: str
    url: str


@dataclass(frozen=True)
class Standing:
    """One thing in one market: `colour` is green, amber or red, for the eye alone."""

    name: str
    state: SaleState
    words: str
    left: int
    ways: tuple[Way, ...] = ()

    @property
    def colour(self) -> str:
        if self.state is SaleState.ON_SALE:
            return "green"
        return "amber" if self.state is SaleState.LAST_FEW else "red"

    @property
    def sign(self) -> str:
        return {"green": "✓", "amber": "!", "red": "✗"}[self.colour]


def standings(sold: list[Product], *, markets, now: datetime, user) -> list[dict]:
    """Give for each market its `name` and the `standings` of what is sold. A query a market."""
    found = []
    papers = papers_of(sold)
    for market in markets:
        facts = sale_facts(sold, market=market, now=now)
        rows = [
            standing(each, facts[each.pk], papers=papers, market=market, user=user) for each in sold
        ]
        found.append({"name": market.name, "standings": rows})
    return found


def papers_of(sold: list[Product]) -> dict[tuple[int, str], int]:
    """Give the newest certificate by what it covers and its kind. One query."""
    ids = {each.pk for each in sold} | {each.root.pk for each in sold}
    covering = Certificate.objects.filter(products__in=ids).order_by("pk")
    rows = covering.values_list("products", "kind__code", "pk")
    return {(product, kind): pk for product, kind, pk in rows}


def standing(product: Product, facts: SaleFacts, *, papers, market, user) -> Standing:
    words, state = str(WORDS[facts.state]), facts.state
    ways: list[Way] = []
    if state in UNCERTIFIED:
        ways = certificate_ways(product, facts, papers=papers, market=market, user=user)
    elif state is SaleState.INCOMPLETE:
        words = f"{words}: {items_in_words(facts.missing_items)}"
        ways = food_ways(product, user=user)
    name = size_name(product) if product.is_child else ""
    return Standing(name, state, words, facts.left, tuple(ways))


def size_name(size: Product) -> str:
    return size.title or size.quantity_label or str(size.pk)


def certificate_ways(product: Product, facts: SaleFacts, *, papers, market, user) -> list[Way]:
    """Lead to the certificate that does not hold, or to a new one that is filled in as far."""
    kinds = market.required_kinds.get(product.get_product_class().pk, {})
    ways = []
    for code in facts.verdict.missing:
        kind = kinds[code]
        paper = papers.get((product.pk, code)) or papers.get((product.root.pk, code))
        if paper and user.has_perm("certification.view_certificate"):
            ways.append(Way(kind.name, reverse("certificates:inspect", args=[paper])))
        elif user.has_perm("certification.add_certificate"):
            query = urlencode({"kind": kind.pk, "products": product.root.pk, "markets": market.pk})
            text = _("%(kind)s: new certificate") % {"kind": kind.name}
            ways.append(Way(text, f"{reverse('certificates:add')}?{query}"))
        else:
            ways.append(Way(kind.name, ""))
    return ways


def food_ways(product: Product, *, user) -> list[Way]:
    record = product.food_or_none
    if record is not None and user.has_perm("catalogue.change_foodrecord"):
        return [Way(_("Food record"), reverse("food_records:edit", args=[record.pk]))]
    if record is None and user.has_perm("catalogue.add_foodrecord"):
        query = urlencode({"product": product.root.pk})
        return [Way(_("New food record"), f"{reverse('food_records:add')}?{query}")]
    return []
