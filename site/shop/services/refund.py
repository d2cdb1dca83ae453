"""Send money back."""

from datetime import datetime

from django.db import transaction

from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession, Refund
from shop.rules.errors import GatewayUnavailable


def refund_session(*, session: PaymentSession, reason: str, now: datetime, by=None) -> Refund:
    """Write down that all of a session's money goes back, and send it after the commit."""
    refund = Refund.objects.create(
        session=session, amount_minor=session.amount_minor, reason=reason, by=by
    )
    transaction.on_commit(lambda: send_refund(refund_id=refund.pk), robust=True)
    return refund


def send_refund(*, refund_id: int) -> Refund:
    """Ask the provider to send a pending refund; the key makes asking twice harmless.

    Where the provider does not answer, the refund stays pending and the sweep asks again.
    """
    refund = Refund.objects.select_related("session__order").get(pk=refund_id)
    if refund.state == Refund.DONE:
        return refund
    try:
        provider_id = gateway_for(refund.session.gateway).refund(refund)
    except GatewayUnavailable:
        return refund
    Refund.objects.filter(pk=refund.pk).update(provider_id=provider_id, state=Refund.DONE)
    refund.refresh_from_db()
    return refund
