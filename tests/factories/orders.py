"""Baskets and orders, made the way the shop makes them."""

from decimal import Decimal

from django.utils import timezone

from shop.basket.models import Basket
from shop.markets.models import Market
from shop.order.models import Line, Order, ShippingAddress
from shop.partner.strategy import MarketStrategy
from shop.payments.gateways.base import Receipt, SessionReport
from shop.payments.models import PaymentSession
from shop.rules.orders import new_order_number, new_order_token
from shop.services.basket_change import add_to_basket
from shop.services.order_place import Customer, place_order
from shop.services.payment_settle import apply_report
from shop.services.payment_start import open_attempt


def make_basket(*lines: tuple, market: str = "intl") -> Basket:
    """Give a basket of (product, quantity) pairs."""
    basket = Basket(market=Market.objects.get(code=market))
    basket.save()
    basket.strategy = MarketStrategy(basket.market)
    for product, quantity in lines:
        add_to_basket(basket=basket, product=product, quantity=quantity)
    return basket


def german_address(**fields) -> ShippingAddress:
    defaults = {
        "first_name": "Anna Example",
        "line1": "Hauptstraße 1",
        "line4": "Berlin",
        "postcode": "10115",
        "country_id": "DE",
        "phone_number": "+4930901820",
    }
    return ShippingAddress(**(defaults | fields))


def place(basket: Basket, *, total: str, now=None, address=None, payment: str = "stripe") -> Order:
    return place_order(
        basket_id=basket.pk,
        market=basket.market,
        customer=Customer(email="anna@example.org"),
        address=address or german_address(),
        expected_total=Decimal(total),
        payment=payment,
        now=now or timezone.now(),
    )


def report_of(session: PaymentSession, **facts) -> SessionReport:
    """Give the provider's word that the session is paid, or `facts` in its place."""
    receipt = Receipt(f"pi_{session.pk}", session.amount_minor, session.currency)
    return SessionReport(**({"receipts": (receipt,)} | facts))


def pay(order: Order, now=None) -> Order:
    """Settle the order as if the provider had been paid."""
    now = now or timezone.now()
    _, session = open_attempt(order_id=order.pk, now=now)
    return apply_report(session_id=session.pk, report=report_of(session), now=now)


def many_like(order: Order, count: int) -> list[Order]:
    """Write down `count` further orders with the same things and the same address, in bulk."""
    lines = list(order.lines.all())
    copies = []
    for _ in range(count):
        copy = Order.objects.get(pk=order.pk)
        copy.pk, copy.number, copy.token = None, new_order_number(), new_order_token()
        copies.append(copy)
    copies = Order.objects.bulk_create(copies, batch_size=200)
    made = []
    for copy in copies:
        for line in lines:
            fields = {field.attname: getattr(line, field.attname) for field in Line._meta.fields}
            made.append(Line(**(fields | {"id": None, "order_id": copy.pk})))
    Line.objects.bulk_create(made, batch_size=200)
    return copies
