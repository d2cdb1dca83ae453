"""A basket that belongs to one market, and lines that round once."""

from decimal import Decimal

from django.db import models
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from home.prepared import Prepared
from home.translated import without_other_words
from shop.rules.money import round_amount
from shop.rules.pricing import LineAmounts, line_amounts
from shop.selectors import RELATED_FACTS


def with_all_facts(lines: models.QuerySet) -> models.QuerySet:
    facts = [f"product__{name}" for name in RELATED_FACTS]
    lines = lines.select_related("stockrecord__partner", *facts).order_by("pk")
    return without_other_words(lines, "product", "product__parent", *facts)


@Prepared
def lines_of_basket(basket: int) -> models.QuerySet:
    return with_all_facts(Line.objects.filter(basket=basket))


class Basket(AbstractBasket):
    """`market` is whose prices the lines were last shown with."""

    market = models.ForeignKey(
        "markets.Market", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def all_lines(self):
        """Give the lines, cached as Oscar's are, with all that prices and gate look at.

        Two queries. Our products have no options to choose, so lines have no attributes.
        """
        if self.pk is None:
            return self.lines.model.objects.none()
        if self._lines is None:
            self._lines = with_all_facts(self.lines)
            self._lines._result_cache = lines_of_basket(basket=self.pk)
            for line in self._lines:
                line.basket = self
            if self.has_strategy:
                self.strategy.prime(line.product for line in self._lines)
        return self._lines


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

    @property
    def line_price_incl_tax_incl_discounts(self):
        """The line after offers, which all work on prices with tax."""
        price = self.purchase_info.price
        if not price.exists:
            return None
        return round_amount(
            max(self.amounts.incl_tax - self.discounts.total, Decimal(0)), price.currency
        )

    @property
    def line_price_excl_tax_incl_discounts(self):
        price = self.purchase_info.price
        if not price.exists:
            return None
        return round_amount(
            self.line_price_incl_tax_incl_discounts / (1 + price.rate), price.currency
        )


from oscar.apps.basket.models import *  # noqa: E402, F401, F403
