"""Open a payment session for an order and give the address where it is paid."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from shop.catalogue.models import Product
from shop.order.models import Order
from shop.partner.strategy import MarketStrategy
from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession
from shop.rules.errors import IllegalTransition, NotForSale
from shop.rules.money import to_minor
from shop.rules.payment_states import OrderEvent, OrderState
from shop.selectors import with_facts

from .order_move import locked_order


def start_payment(*, order_id: int, now: datetime) -> str:
    """Give the provider's page for an order that awaits payment.

    May be called any number of times, also at once: one attempt has one
    idempotency key, so the provider opens one session. Raises: `IllegalTransition`
    where the order does not wait for money, `NotForSale` where a certificate
    lapsed meanwhile, `GatewayUnavailable` where the provider does not answer.
    """
    order, session = open_attempt(order_id=order_id, now=now)
    if session.url:
        return session.url
    opened = gateway_for(session.gateway).open_session(order, session)
    PaymentSession.objects.filter(pk=session.pk).update(
        provider_id=opened.provider_id, url=opened.url
    )
    return opened.url


@transaction.atomic
def open_attempt(*, order_id: int, now: datetime) -> tuple[Order, PaymentSession]:
    """Give the order's open session row, written down before the provider is asked."""
    order = locked_order(pk=order_id)
    if order.state is not OrderState.AWAITING_PAYMENT:
        raise IllegalTransition(state=order.status, event=OrderEvent.PAYMENT_ARRIVED)
    session = order.payment_sessions.filter(state=PaymentSession.OPEN).first()
    if session is not None and is_too_old_to_open(session, now):
        session.state = PaymentSession.EXPIRED
        session.save(update_fields=["state"])
        session = None
    if session is None:
        check_gate(order, now)
        session = PaymentSession.objects.create(
            order=order,
            attempt=order.payment_sessions.count() + 1,
            amount_minor=to_minor(order.total_incl_tax, order.currency),
            currency=order.currency,
            expires_at=now + settings.PAYMENT_RESERVATION,
        )
        order.pay_until = session.expires_at
        order.save(update_fields=["pay_until"])
    session.order = order
    return order, session


def is_too_old_to_open(session: PaymentSession, now: datetime) -> bool:
    """Say whether a session that was never answered is too near its end to be asked for again.

    Should the provider have opened it all the same, nobody knows its address.
    """
    left = session.expires_at - now
    return session.provider_id is None and left < gateway_for(session.gateway).shortest_session


def check_gate(order: Order, now: datetime) -> None:
    """Let no money be taken for what may not be sold now. Raises: `NotForSale`."""
    products = with_facts(Product.objects.filter(pk__in=order.lines.values("product")))
    strategy = MarketStrategy(order.market, now)
    strategy.prime(products)
    problems = {
        product.pk: facts.state
        for product in products
        if not (facts := strategy.facts(product)).verdict.may_sell
    }
    if problems:
        raise NotForSale(problems=problems)
