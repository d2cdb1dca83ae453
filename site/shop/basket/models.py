"""A basket that belongs to one market, and lines that round once."""

from django.db import models
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from shop.rules.pricing import LineAmounts, line_amounts


class Basket(AbstractBasket):
    """`market` is whose prices the lines were last shown with."""

    market = models.ForeignKey(
        "markets.Market", null=True, on_delete=models.SET_NULL, related_name="+"
    )


class Line(AbstractLine):
    @property
    def amounts(self) -> LineAmounts:
        """The line's amounts before offers; the price must exist."""
        price = self.purchase_info.price
        return line_amounts(
            unit_price=price.incl_tax,
            quantity=self.quantity,
            rate=price.rate,
            currency=price.currency,
        )

    @property
    def line_price_incl_tax(self):
        return self.amounts.incl_tax if self.purchase_info.price.exists else None

    @property
    def line_price_excl_tax(self):
        return self.amounts.excl_tax if self.purchase_info.price.exists else None


from oscar.apps.basket.models import *  # noqa: E402, F401, F403
