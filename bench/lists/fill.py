"""`python -m bench.lists.fill ORDERS`: put that many orders beside the products that are there."""

import random
import sys
from datetime import datetime, timedelta
from decimal import Decimal

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.aral.fill import insert  # noqa: E402
from home.models import StandardPage  # noqa: E402
from shop.catalogue.models import Product  # noqa: E402
from shop.fulfilment.models import Parcel, ParcelLine  # noqa: E402
from shop.markets.models import Market  # noqa: E402
from shop.order.finding import words_of_order  # noqa: E402
from shop.order.models import Line, Order, OrderAct, ShippingAddress  # noqa: E402
from shop.payments.models import PaymentSession  # noqa: E402
from shop.rules.orders import new_order_number, new_order_token  # noqa: E402
from shop.rules.payment_states import OrderState  # noqa: E402
from shop.setup import ensure_site_tree  # noqa: E402

#: Pages in the listing that the lists are held against.
PAGES = 20
MINUTES_BETWEEN = 20
COUNTRIES = {"uz": "UZ", "jp": "JP", "intl": "DE"}
#: Most orders are done with; what waits is what came last.
STATES = (
    [OrderState.SENT] * 16
    + [OrderState.PAID] * 2
    + [OrderState.AWAITING_PAYMENT, OrderState.CANCELLED, OrderState.PACKED]
)


@transaction.atomic
def fill(count: int) -> None:
    # The same orders each time.
    chance = random.Random(count)
    now = timezone.now()
    products = list(Product.objects.order_by("pk")[:500])
    orders = make_orders(count, chance, now)
    make_lines(orders, products, chance)
    insert(
        OrderAct,
        [OrderAct(order=o, event="placed", new_state=o.status, at=o.date_placed) for o in orders],
    )
    make_parcels(orders, now)
    make_sessions(orders)
    make_pages()


def make_orders(count: int, chance: random.Random, now: datetime) -> list[Order]:
    addresses = insert(ShippingAddress, [address_of(number, chance) for number in range(count)])
    markets = {market.code: market for market in Market.objects.all()}
    codes = {country: code for code, country in COUNTRIES.items()}
    orders = []
    for number, address in enumerate(addresses):
        market = markets[codes[address.country_id]]
        state = chance.choice(STATES)
        at = now - timedelta(minutes=MINUTES_BETWEEN * number)
        code, email = new_order_number(), f"guest-{number}@example.org"
        is_paid = state in (OrderState.SENT, OrderState.PAID, OrderState.PACKED)
        orders.append(
            Order(
                number=code,
                token=new_order_token(),
                market=market,
                currency=market.currency,
                total_incl_tax=Decimal(30),
                total_excl_tax=Decimal(30),
                shipping_incl_tax=Decimal(6),
                shipping_excl_tax=Decimal(6),
                shipping_address=address,
                guest_email=email,
                status=state.value,
                date_placed=at,
                paid_at=at if is_paid else None,
                found_by=words_of_order(number=code, email=email, address=address),
            )
        )
    return insert(Order, orders)


def address_of(number: int, chance: random.Random) -> ShippingAddress:
    return ShippingAddress(
        first_name=f"Guest {number}",
        line1=f"Long Street {number}",
        line4="Somewhere",
        postcode="10115",
        country_id=chance.choice(list(COUNTRIES.values())),
    )


def make_lines(orders: list[Order], products: list[Product], chance: random.Random) -> None:
    boxed = (OrderState.SENT.value, OrderState.PACKED.value)
    insert(
        Line,
        [
            Line(
                order=order,
                product=product,
                title=product.title,
                partner_sku=product.upc,
                quantity=1,
                in_parcels=int(order.status in boxed),
                sent=int(order.status == OrderState.SENT.value),
                num_allocated=0,
                line_price_incl_tax=Decimal(8),
                line_price_excl_tax=Decimal(8),
                line_price_before_discounts_incl_tax=Decimal(8),
                line_price_before_discounts_excl_tax=Decimal(8),
                unit_price_incl_tax=Decimal(8),
                unit_price_excl_tax=Decimal(8),
            )
            for order in orders
            for product in chance.sample(products, 3)
        ],
    )


def make_parcels(orders: list[Order], now: datetime) -> None:
    """Put all that was packed into one parcel an order."""
    boxed = [order for order in orders if order.status in (OrderState.SENT, OrderState.PACKED)]
    parcels = insert(
        Parcel,
        [
            Parcel(
                order=order,
                packed_at=order.date_placed,
                sent_at=now if order.status == OrderState.SENT else None,
                carrier="ems",
                tracking_number=f"EE{order.pk}UZ" if order.status == OrderState.SENT else "",
            )
            for order in boxed
        ],
    )
    parcel_of = {parcel.order_id: parcel for parcel in parcels}
    lines = Line.objects.filter(in_parcels__gt=0).only("pk", "order_id")
    insert(
        ParcelLine,
        [
            ParcelLine(parcel=parcel_of[line.order_id], line=line, pieces=1)
            for line in lines
            if line.order_id in parcel_of
        ],
    )


def make_sessions(orders: list[Order]) -> None:
    insert(
        PaymentSession,
        [
            PaymentSession(
                order=order,
                gateway="stripe",
                provider_id=f"cs_bench_{order.pk}",
                currency=order.currency,
                amount_minor=3000,
                state=PaymentSession.PAID if order.paid_at else PaymentSession.OPEN,
                expires_at=order.date_placed,
            )
            for order in orders
        ],
    )


def make_pages() -> None:
    """Put twenty plain pages under one."""
    parent = ensure_site_tree().home.add_child(instance=StandardPage(title="Of lists"))
    for number in range(PAGES):
        parent.add_child(instance=StandardPage(title=f"Page {number}"))


if __name__ == "__main__":
    fill(int(sys.argv[1]))
