"""A producer's things as their list shows them: where each is sold, and how many are left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Product
from shop.markets.models import Market
from shop.rules.sale import SaleState
from shop.selectors import SaleFacts, sale_facts

STATES = {
    SaleState.ON_SALE: _("On sale"),
    SaleState.LAST_FEW: _("On sale, only few left"),
    SaleState.SOLD_OUT: _("Sold out"),
    SaleState.NOT_CERTIFIED: _("Certificates are missing"),
    SaleState.NOT_CERTIFIED_HERE: _("Not certified for this market"),
    SaleState.CERTIFICATE_LAPSED: _("A certificate has ended, or is suspended"),
    SaleState.NO_PRICE: _("No price here"),
    SaleState.INCOMPLETE: _("The label is not complete"),
}


@dataclass(frozen=True)
class Place:
    """One thing in one market."""

    market: Market
    facts: SaleFacts

    @property
    def words(self) -> str:
        return STATES[self.facts.state]

    @property
    def is_on_sale(self) -> bool:
        return self.facts.state.is_buyable


@dataclass(frozen=True)
class Thing:
    """`on_shelf`, `promised`: pieces, over all markets."""

    product: Product
    places: tuple[Place, ...]
    on_shelf: int
    promised: int

    @property
    def title(self) -> str:
        return self.product.get_title()

    @property
    def is_public(self) -> bool:
        return self.product.is_public and self.product.root.is_public

    @property
    def left(self) -> int:
        return self.on_shelf - self.promised


def things_of(products: Iterable[Product], *, now: datetime) -> list[Thing]:
    """Give a row for each product; a query for each market, and one for what they ask for.

    `products` come through `with_facts`.
    """
    products = list(products)
    markets = [market for market in Market.objects.with_required_kinds() if market.is_live]
    by_market = [(market, sale_facts(products, market=market, now=now)) for market in markets]
    rows = []
    for product in products:
        places = tuple(Place(market, facts[product.pk]) for market, facts in by_market)
        stock = places[0].facts.stockrecord if places else None
        on_shelf = stock.num_in_stock or 0 if stock else 0
        promised = stock.num_allocated or 0 if stock else 0
        rows.append(Thing(product, places, on_shelf, promised))
    return rows
