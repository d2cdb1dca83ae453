"""Which ways to pay there are for an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from home.prepared import Prepared
from shop.rules.errors import PaymentNotOffered
from shop.rules.money import check_within

from .gateways import gateways
from .gateways.base import Gateway
from .models import PaymentOption


@dataclass(frozen=True)
class Offered:
    """A gateway with the market's settings for it."""

    gateway: Gateway
    option: PaymentOption

    def check_amount(self, amount: Decimal, currency: str) -> None:
        """Raises: `AmountTooSmall`, `AmountTooLarge`."""
        self.gateway.check_amount(amount, currency)
        check_within(amount, currency, smallest=self.option.smallest, largest=self.option.largest)


def offered_payments(*, market, country_code: str) -> list[Offered]:
    """Give the ways to pay that a market offers to buyers in a country; "" is any country."""
    return offered_among(options_of_market(market=market.pk), country_code=country_code)


@Prepared
def options_of_market(market: int) -> QuerySet:
    return PaymentOption.objects.filter(market=market, is_offered=True)


def offered_among(options: Iterable[PaymentOption], *, country_code: str) -> list[Offered]:
    """Give those of a market's options that it really offers: known, offered, and explained."""
    offered = []
    for option in options:
        gateway = gateways().get(option.gateway)
        if not option.is_offered or gateway is None:
            continue
        if gateway.needs_instructions and not option.instructions.strip():
            continue
        is_reached = gateway.countries is None or country_code in gateway.countries
        if is_reached or not country_code:
            offered.append(Offered(gateway, option))
    return offered


def offered_payment(*, market, country_code: str, code: str) -> Offered:
    """Give one way to pay. Raises: `PaymentNotOffered`."""
    for offered in offered_payments(market=market, country_code=country_code):
        if offered.gateway.code == code:
            return offered
    raise PaymentNotOffered(payment=code)


def payment_option(market_id: int, code: str) -> PaymentOption | None:
    return next(iter(options_of(market=market_id, gateway=code)), None)


@Prepared
def options_of(market: int, gateway: str) -> QuerySet:
    return PaymentOption.objects.filter(market=market, gateway=gateway)


def days_to_pay(market_id: int, code: str) -> int:
    """Give the market's patience with a slow way to pay, in days."""
    option = payment_option(market_id, code)
    return option.days_to_pay if option else PaymentOption._meta.get_field("days_to_pay").default
