"""Begin to pay an order by the way that was chosen, and give the address where that is done."""

from datetime import datetime

from django.db import transaction

from shop.markets.models import market_with_kinds
from shop.order.models import Order, OrderMessage
from shop.partner.strategy import MarketStrategy
from shop.payments.gateways import gateway_for
from shop.payments.gateways.base import OpenedSession
from shop.payments.models import PaymentSession
from shop.payments.selectors import days_to_pay
from shop.rules.errors import IllegalTransition, NotForSale
from shop.rules.money import to_minor
from shop.rules.payment_states import OrderEvent, OrderState
from shop.selectors import with_facts

from .mail_order import write_mail
from .order_move import locked_order, move_order


def start_payment(*, order_id: int, now: datetime) -> str:
    """Give the page where an order that awaits payment is paid, or says how it will be.

    May be called any number of times, also at once: one attempt has one
    idempotency key, so the provider opens one session. Raises: `IllegalTransition`
    where the order does not wait for money, `NotForSale` where a certificate
    lapsed meanwhile, `GatewayUnavailable` where the provider does not answer.
    """
    order, session = open_attempt(order_id=order_id, now=now)
    if session.url:
        return session.url
    opened = gateway_for(session.gateway).open_session(order, session)
    is_wanted = PaymentSession.objects.filter(pk=session.pk, state__in=PaymentSession.LIVE).update(
        provider_id=opened.provider_id, url=opened.url
    )
    if not is_wanted:
        withdraw(session, opened)
        raise IllegalTransition(state=session.state, event=OrderEvent.PAYMENT_ARRIVED)
    return opened.url


def withdraw(session: PaymentSession, opened: OpenedSession) -> None:
    """Close a page that opened while its order was given up: nobody may pay there."""
    session.provider_id = opened.provider_id
    PaymentSession.objects.filter(pk=session.pk).update(provider_id=opened.provider_id)
    gateway_for(session.gateway).expire_session(session)


@transaction.atomic
def open_attempt(*, order_id: int, now: datetime) -> tuple[Order, PaymentSession]:
    """Give the order's live session row, written down before the provider is asked."""
    order = locked_order(pk=order_id)
    if order.state is not OrderState.AWAITING_PAYMENT:
        raise IllegalTransition(state=order.status, event=OrderEvent.PAYMENT_ARRIVED)
    sessions = list(order.payment_sessions.all())
    session = next((each for each in sessions if each.state in PaymentSession.LIVE), None)
    if session is not None and is_too_old_to_open(session, now):
        session.state = PaymentSession.EXPIRED
        session.save(update_fields=["state"])
        session = None
    if session is None:
        # What is placed at this moment was looked at in this moment.
        if order.date_placed < now:
            check_gate(order, now)
        session = begin_attempt(order, number=len(sessions) + 1, now=now)
    session.order = order
    return order, session


def begin_attempt(order: Order, *, number: int, now: datetime) -> PaymentSession:
    """Write down a new attempt; the things stay aside for as long as its way may take."""
    gateway = gateway_for(order.payment)
    time_to_pay = gateway.time_to_pay(days_to_pay(order.market_id, order.payment))
    session = PaymentSession.objects.create(
        order=order,
        gateway=order.payment,
        attempt=number,
        amount_minor=to_minor(order.total_incl_tax, order.currency),
        currency=order.currency,
        expires_at=now + time_to_pay if time_to_pay else None,
    )
    order.pay_until = session.expires_at
    if gateway.pays_at_the_door:
        move_order(order=order, event=OrderEvent.PAYMENT_AT_THE_DOOR, now=now, pay_until=None)
        write_mail(order=order, kind=OrderMessage.Kind.ACCEPTED)
        return session
    order.save(update_fields=["pay_until"])
    if gateway.is_by_hand:
        write_mail(order=order, kind=OrderMessage.Kind.HOW_TO_PAY)
    return session


def is_too_old_to_open(session: PaymentSession, now: datetime) -> bool:
    """Say whether a session that was never answered is too near its end to be asked for again.

    Should the provider have opened it all the same, nobody knows its address.
    """
    if session.provider_id is not None or session.expires_at is None:
        return False
    return session.expires_at - now < gateway_for(session.gateway).shortest_session


def check_gate(order: Order, now: datetime) -> None:
    """Let no money be taken for what may not be sold now. Raises: `NotForSale`."""
    ids = list(order.lines.values_list("product_id", flat=True))
    products = with_facts(ids=ids)
    strategy = MarketStrategy(market_with_kinds(order.market_id), now)
    strategy.prime(products)
    problems = {
        product.pk: facts.state
        for product in products
        if not (facts := strategy.facts(product)).verdict.may_sell
    }
    if problems:
        raise NotForSale(problems=problems)
