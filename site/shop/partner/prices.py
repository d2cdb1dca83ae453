"""The price of one piece in a market, tax included."""

from oscar.apps.partner.prices import Base

from shop.rules.money import round_amount


class MarketPricePolicy(Base):
    is_tax_known = True
    tax_code = None

    def __init__(self, facts) -> None:
        self.currency = facts.currency
        self.rate = facts.tax_rate
        self.incl_tax = facts.price
        self.exists = facts.price is not None
        if self.exists:
            self.excl_tax = round_amount(facts.price / (1 + self.rate), self.currency)
            self.tax = self.incl_tax - self.excl_tax
        else:
            self.is_tax_known = False
