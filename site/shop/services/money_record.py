"""Write movements of money into the ledger, with the session's sums, once each."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from shop.ledger.models import MoneyEntry
from shop.payments.models import PaymentSession

Kind = MoneyEntry.Kind

#: Which of a session's sums a movement changes, and in which direction.
SUMS = {
    Kind.PAYMENT: ("paid_minor", 1),
    Kind.REFUND_FAILED: ("sent_back_minor", -1),
    Kind.DISPUTE: ("disputed_minor", 1),
    Kind.DISPUTE_WON: ("disputed_minor", -1),
}
LEAVES = {Kind.REFUND, Kind.DISPUTE}


def record_money(
    *,
    session: PaymentSession,
    kind: str,
    amount_minor: int,
    reference: str,
    cause: str,
    now: datetime,
    by=None,
    changes_sums: bool = True,
) -> bool:
    """Enter a movement of `amount_minor` (more than 0); says whether it is new.

    Call it under the order's lock; `session` is brought up to date. A refund was
    counted among what was sent back when it was asked for. The reference must not
    stand in another order's books: then nothing is written and False comes back.
    """
    try:
        with transaction.atomic():
            MoneyEntry.objects.create(
                order_id=session.order_id,
                session=session,
                gateway=session.gateway,
                kind=kind,
                amount_minor=-amount_minor if kind in LEAVES else amount_minor,
                currency=session.currency,
                reference=reference,
                cause=cause,
                by=by,
                at=now,
            )
    except IntegrityError:
        return False
    if changes_sums and kind in SUMS:
        name, sign = SUMS[kind]
        change_sum(session, name, sign * amount_minor)
    return True


def change_sum(session: PaymentSession, name: str, difference: int) -> None:
    PaymentSession.objects.filter(pk=session.pk).update(**{name: F(name) + difference})
    session.refresh_from_db(fields=[name])


def is_recorded(*, session: PaymentSession, kind: str, reference: str) -> bool:
    return MoneyEntry.objects.filter(
        gateway=session.gateway, kind=kind, reference=reference
    ).exists()
