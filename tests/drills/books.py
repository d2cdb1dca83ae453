"""Whether the provider and the shop tell the same story of the money."""

from collections import Counter

from shop.order.models import Order
from shop.payments.models import PaymentSession
from shop.rules.payment_states import HAS_MONEY
from stripe_emulator.emulator import Emulator


def books_are_clean(emulator: Emulator) -> tuple[bool, list[str]]:
    """Say whether they agree, and in what they do not.

    The seam for the shop's own command: one call of it may take the place of
    what stands below, with its exit status and its lines.
    """
    complaints = [*session_complaints(emulator), *charge_complaints(emulator)]
    return not complaints, complaints


def session_complaints(emulator: Emulator) -> list[str]:
    """Hold each session of the provider against the shop's row, and the other way round."""
    theirs = {session["id"]: session for session in emulator.sessions}
    ours = {
        row.provider_id: row for row in PaymentSession.objects.filter(provider_id__isnull=False)
    }
    complaints = [f"{id}: unknown to the provider" for id in ours if id not in theirs]
    for id, session in theirs.items():
        row = ours.get(id)
        is_paid = session["payment_status"] == "paid"
        if row is None:
            # Opened, never told: nobody knows its address, and it ends by itself.
            complaints += [f"{id}: paid, and unknown to the shop"] if is_paid else []
        elif is_paid != (row.state == PaymentSession.PAID):
            complaints.append(f"{id}: {session['payment_status']} there, {row.state} here")
        elif (session["amount_total"], session["currency"].upper()) != (
            row.amount_minor,
            row.currency,
        ):
            complaints.append(f"{id}: the amounts differ")
    return complaints


def charge_complaints(emulator: Emulator) -> list[str]:
    """Hold the money of each order at the provider against the order's state."""
    kept = Counter()
    for charge in emulator.charges:
        if charge["status"] == "succeeded":
            kept[charge["metadata"].get("order", "")] += (
                charge["amount"] - charge["amount_refunded"]
            )
    complaints = []
    for order in Order.objects.all():
        sums = order.payment_sessions.filter(state=PaymentSession.PAID).values_list(
            "amount_minor", flat=True
        )
        owed = sum(sums) if order.state in HAS_MONEY else 0
        money = kept.pop(order.number, 0)
        if money != owed:
            complaints.append(f"Order {order.number} is {order.status}: {money} there, {owed} here")
        if order.attention:
            complaints.append(f"Order {order.number} needs a look: {order.attention}")
    return complaints + [f"{money} for an unknown order {number}" for number, money in kept.items()]
