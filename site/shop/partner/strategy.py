"""Price and availability of a product in the market of the request."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from oscar.apps.partner.strategy import PurchaseInfo

from shop.selectors import SaleFacts, sale_facts

from .availability import MarketAvailability
from .prices import MarketPricePolicy


class MarketStrategy:
    """Answers Oscar's questions from sale facts that are read in bulk.

    One strategy serves one request, or one placing of an order: what it has read
    it does not read again.
    """

    def __init__(self, market, now: datetime | None = None) -> None:
        self.market = market
        self.now = now or timezone.now()
        self._facts: dict[int, SaleFacts] = {}

    def prime(self, products: Iterable) -> None:
        """Read what is not known yet of `products` in a fixed number of queries."""
        unknown = [product for product in products if product.pk not in self._facts]
        if unknown:
            self._facts.update(sale_facts(unknown, market=self.market, now=self.now))

    def facts(self, product) -> SaleFacts:
        self.prime([product])
        return self._facts[product.pk]

    def fetch_for_product(self, product, stockrecord=None) -> PurchaseInfo:
        facts = self.facts(product)
        return PurchaseInfo(
            price=MarketPricePolicy(facts),
            availability=MarketAvailability(facts),
            stockrecord=facts.stockrecord,
        )

    def fetch_for_line(self, line, stockrecord=None) -> PurchaseInfo:
        """Price a line in this strategy's market, whatever it was priced with before."""
        return self.fetch_for_product(line.product)

    def fetch_for_parent(self, product) -> PurchaseInfo:
        """Give the cheapest size that can be bought, for Oscar's own screens."""
        children = list(product.children.public())
        self.prime(children)
        infos = [self.fetch_for_product(child) for child in children]
        buyable = [info for info in infos if info.availability.is_available_to_buy]
        if buyable:
            return min(buyable, key=lambda info: info.price.incl_tax)
        return infos[0] if infos else self.fetch_for_product(product)


class Selector:
    def strategy(self, request=None, user=None, market=None, now=None, **kwargs) -> MarketStrategy:
        """Give the strategy of a market: the one named, else the request's."""
        return MarketStrategy(market if market is not None else request.market, now)
