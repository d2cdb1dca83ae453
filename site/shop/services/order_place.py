"""Make an order of a basket: everything checked again, stock promised, all of it frozen."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects
from oscar.core.loading import get_model
from oscar.core.prices import Price

from home.prepared import Prepared
from shop.basket.applicator import Applicator
from shop.basket.models import Basket
from shop.order.creator import OrderCreator
from shop.order.finding import words_of_order
from shop.order.models import Order, OrderAct
from shop.partner.strategy import MarketStrategy
from shop.payments.selectors import offered_payment
from shop.rules.errors import (
    EmptyBasket,
    ForbiddenDestination,
    NotForSale,
    OutOfStock,
    TotalChanged,
)
from shop.rules.orders import new_order_number
from shop.rules.payment_states import OrderState
from shop.rules.thresholds import check_smallest_order
from shop.shipping.restrictions import barred_lines, restrictions_for

from .delivery_quote import Delivery, basket_weight, quote_delivery
from .order_move import promise_stock

Voucher = get_model("voucher", "Voucher")


@dataclass(frozen=True)
class Customer:
    """Who orders; `user` is None for a guest."""

    email: str
    user: object | None = None
    language: str = "en"
    note: str = ""


@transaction.atomic
def place_order(
    *,
    basket_id: int,
    market,
    customer: Customer,
    address,
    expected_total: Decimal,
    payment: str,
    now: datetime,
) -> Order:
    """Place the order of an open basket, awaiting payment.

    A basket that has become an order already gives that order again, so that a
    second click on "Pay" is harmless. `address` is an unsaved shipping address;
    `expected_total` is what the customer saw, delivery and tax included; `payment` is
    the code of the gateway that they chose.

    Raises: `EmptyBasket`, `NotForSale`, `OutOfStock`, `OrderTooSmall`,
    `ForbiddenDestination`, `CannotShip`, `TotalChanged`, `PaymentNotOffered`,
    `AmountTooSmall`, `AmountTooLarge`. Nothing is stored then.
    """
    basket = locked_basket(basket_id)
    if basket.status != Basket.OPEN:
        return Order.objects.get(basket=basket)

    basket.strategy = MarketStrategy(market, now)
    lines = list(basket.all_lines())
    check_lines(basket, lines)
    Applicator().apply(basket, customer.user)

    things = basket.total_incl_tax
    check_smallest_order(things, market.currency, smallest=market.minimum_order)
    check_destination(lines, address.country_id)
    delivery = quote_delivery(
        market=market,
        country_code=address.country_id,
        weight_g=basket_weight(lines),
        things=things,
    )
    total = things + delivery.price
    if total != expected_total:
        raise TotalChanged(expected=expected_total, actual=total)
    way = offered_payment(market=market, country_code=address.country_id, code=payment)
    way.check_amount(total, market.currency)

    address.save()
    number = new_order_number()
    order = OrderCreator().place_order(
        basket=basket,
        total=Price(
            currency=market.currency,
            excl_tax=basket.total_excl_tax + delivery.price,
            incl_tax=total,
        ),
        shipping_method=delivery,
        shipping_charge=delivery.charge(),
        user=customer.user,
        guest_email=customer.email,
        shipping_address=address,
        order_number=number,
        status=OrderState.AWAITING_PAYMENT.value,
        payment=payment,
        found_by=words_of_order(number=number, email=customer.email, address=address),
        **snapshot(market, customer, delivery, now),
    )
    promise_stock(order, now)
    OrderAct.objects.create(order=order, event="placed", new_state=order.status, at=now)
    basket.submit()
    return order


def locked_basket(basket_id: int) -> Basket:
    """Give the basket with its row locked; one without vouchers knows that it has none."""
    [basket] = baskets_to_lock(pk=basket_id)
    if not basket.has_vouchers:
        prefetch_related_objects([basket], Prefetch("vouchers", Voucher.objects.none()))
    return basket


@Prepared
def baskets_to_lock(pk: int) -> QuerySet:
    vouchers = Basket.vouchers.through.objects.filter(basket=OuterRef("pk"))
    baskets = Basket.objects.filter(pk=pk).annotate(has_vouchers=Exists(vouchers))
    return baskets.select_for_update(of=("self",))


def check_lines(basket, lines) -> None:
    """Hold every line against the gate and the stock, and name all that fail at once."""
    if not lines:
        raise EmptyBasket()
    facts = {line.product_id: basket.strategy.facts(line.product) for line in lines}
    problems = {
        product_id: fact.state for product_id, fact in facts.items() if not fact.state.is_buyable
    }
    if problems:
        raise NotForSale(problems=problems)
    short = [line.product_id for line in lines if line.quantity > facts[line.product_id].left]
    if short:
        raise OutOfStock(product_ids=short)


def check_destination(lines, country_code: str) -> None:
    """Name all that may not be sent to a country. Raises: `ForbiddenDestination`."""
    barred = barred_lines(lines, restrictions_for(country_code))
    if barred:
        reasons = {line.product_id: reason[country_code] for line, reason in barred.items()}
        raise ForbiddenDestination(country=country_code, reasons=reasons)


def snapshot(market, customer: Customer, delivery: Delivery, now: datetime) -> dict:
    """Give what a webhook, a packer and a customs officer will ask of the order later."""
    return {
        "market": market,
        "language": customer.language,
        "note": customer.note,
        "weight_g": delivery.weight_g,
        "delivery_days_min": delivery.zone.days_min,
        "delivery_days_max": delivery.zone.days_max,
        "date_placed": now,
        "pay_until": now + settings.PAYMENT_RESERVATION,
    }
