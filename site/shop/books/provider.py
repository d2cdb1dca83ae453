"""What the payment providers say held against what the shop knows."""

from collections.abc import Iterator
from datetime import datetime

from shop.payments.gateways import gateways
from shop.payments.gateways.base import ProviderPayment
from shop.payments.models import PaymentSession, Refund

from .disagreement import Check, Disagreement

#: How many ids one statement names; SQLite takes no endless list.
CHUNK = 1000


def provider_disagreements(*, since: datetime) -> Iterator[Disagreement]:
    """Compare all that was paid in sessions opened since then.

    Raises: `GatewayUnavailable`.
    """
    for gateway in gateways().values():
        if gateway.is_by_hand:
            continue
        # Ours first: what is paid here by then, the provider must know already.
        paid_here = set(
            PaymentSession.objects.filter(
                gateway=gateway.code, created_at__gte=since, paid_minor__gt=0
            ).values_list("pk", flat=True)
        )
        payments = list(gateway.list_payments(since))
        sessions = sessions_by_provider_id([payment.provider_id for payment in payments])
        for payment in payments:
            session = sessions.get(payment.provider_id)
            if session is None:
                yield without_order(payment)
                continue
            paid_here.discard(session.pk)
            yield from differences(session, payment)
        for session in PaymentSession.objects.filter(pk__in=paid_here).select_related("order"):
            yield Disagreement(
                Check.PROVIDER,
                f"Order {session.order.number}, {session}",
                "It is paid here, but the provider lists no payment.",
                order_id=session.order_id,
                session_id=session.pk,
            )


def sessions_by_provider_id(provider_ids: list[str]) -> dict[str, PaymentSession]:
    """Give our sessions with refunds and disputes loaded. Three queries for each thousand."""
    found = {}
    for start in range(0, len(provider_ids), CHUNK):
        chunk = provider_ids[start : start + CHUNK]
        sessions = PaymentSession.objects.filter(provider_id__in=chunk)
        for session in sessions.select_related("order").prefetch_related("refunds", "disputes"):
            found[session.provider_id] = session
    return found


def without_order(payment: ProviderPayment) -> Disagreement:
    return Disagreement(
        Check.PROVIDER,
        payment.provider_id,
        f"{payment.paid_minor} {payment.currency} (smallest units) were paid and no order knows "
        f"of it; the payment names order {payment.order_number or '(none)'}.",
    )


def differences(session: PaymentSession, payment: ProviderPayment) -> Iterator[Disagreement]:
    known_back = sum(
        refund.amount_minor
        for refund in session.refunds.all()
        if refund.provider_id and refund.state != Refund.FAILED
    )
    is_disputed = bool(session.disputes.all())
    pairs = [
        ("paid", session.paid_minor, payment.paid_minor),
        ("sent back", known_back, payment.sent_back_minor),
        ("disputed", is_disputed, payment.is_disputed),
    ]
    for what, here, there in pairs:
        if here != there:
            yield Disagreement(
                Check.PROVIDER,
                f"Order {session.order.number}, {session}",
                f"{what}: {here} here, {there} at the provider.",
                order_id=session.order_id,
                session_id=session.pk,
                is_repairable=True,
            )
