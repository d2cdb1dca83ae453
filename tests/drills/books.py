"""Whether the provider, the orders and the ledger tell the same story of the money."""

from collections import Counter

from django.db.models import Sum

from shop.order.models import Order
from shop.payments.models import PaymentSession
from shop.rules.payment_states import FULFILS
from stripe_emulator.emulator import Emulator


def books_are_clean(emulator: Emulator) -> tuple[bool, list[str]]:
    """Say whether they agree, and in what they do not.

    The seam for the shop's own command: one call of it may take the place of
    what stands below, with its exit status and its lines.
    """
    complaints = [*session_complaints(emulator), *order_complaints(emulator)]
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
        elif (row.amount_minor, row.currency) != (
            session["amount_total"],
            session["currency"].upper(),
        ):
            complaints.append(f"{id}: the amounts differ")
    return complaints


def order_complaints(emulator: Emulator) -> list[str]:
    """Hold the money of each order: at the provider, in its sessions, in the ledger, by state."""
    kept = Counter()
    for charge in emulator.charges:
        if charge["status"] == "succeeded":
            kept[charge["metadata"].get("order", "")] += (
                charge["amount"] - charge["amount_refunded"]
            )
    complaints = []
    for order in Order.objects.all():
        sessions = list(order.payment_sessions.all())
        sums = {
            "at the provider": kept.pop(order.number, 0),
            "in the sessions": sum(row.paid_minor - row.sent_back_minor for row in sessions),
            "in the ledger": order.money_entries.aggregate(n=Sum("amount_minor", default=0))["n"],
            "by its state": sum(
                row.amount_minor
                for row in sessions
                if row.state == PaymentSession.PAID and order.state in FULFILS
            ),
        }
        if len(set(sums.values())) > 1:
            complaints.append(f"Order {order.number}, {order.status}: {sums}")
        if order.attention:
            complaints.append(f"Order {order.number} needs a look: {order.attention}")
    return complaints + [f"{money} for an unknown order {number}" for number, money in kept.items()]
