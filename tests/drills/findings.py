"""What is looked at after each drill, each as a word for the table and whether it is right."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from shop.order.models import Order, OrderMessage
from shop.partner.models import StockRecord
from shop.payments.models import PaymentEvent, PaymentSession
from shop.rules.payment_states import FULFILS, GIVEN_UP, HOLDS_STOCK, OrderState

from .books import complaints
from .ground import STOCK
from .letters import letters_in
from .stage import Stage


@dataclass(frozen=True)
class Finding:
    """`words` stands in the table; `complaint` is empty where all is right."""

    words: str
    complaint: str = ""


def find_all(stage: Stage, *, paid: int, may_repeat_mail: bool) -> dict[str, Finding]:
    """Look at everything, by the table's column; `paid` is how many purchases were paid for."""
    return {
        "orders": orders(paid),
        "charges": charges(stage, paid),
        "stock": stock(),
        "mails": mails(stage, may_repeat=may_repeat_mail),
        "books": books(),
    }


def orders(paid: int) -> Finding:
    """One paid order per payment, with one paid session."""
    states = Counter(Order.objects.values_list("status", flat=True))
    with_money = sum(states[state] for state in FULFILS)
    given_up = sum(states[state] for state in GIVEN_UP)
    waiting = states[OrderState.AWAITING_PAYMENT]
    words = str(with_money) + f", {given_up} given up" * bool(given_up)
    words += f", {waiting} wait" * bool(waiting)
    oddly_paid = (
        Order.objects.filter(status__in=FULFILS)
        .annotate(times=Count("payment_sessions", Q(payment_sessions__state=PaymentSession.PAID)))
        .exclude(times=1)
        .count()
    )
    if with_money != paid or with_money + given_up + waiting != states.total():
        return Finding(words, f"{paid} payments, but the orders are {dict(states)}")
    return Finding(words, f"{oddly_paid} orders without exactly one payment" * bool(oddly_paid))


def charges(stage: Stage, paid: int) -> Finding:
    """One charge per paid order, none for another, no money sent back; no session by mistake."""
    taken = Counter(
        charge["metadata"].get("order")
        for charge in stage.emulator.charges
        if charge["status"] == "succeeded"
    )
    back = len(stage.emulator.refunds)
    words = str(taken.total()) + f", {back} back" * bool(back)
    wanted = Counter(Order.objects.filter(status__in=FULFILS).values_list("number", flat=True))
    sessions = Counter(session["metadata"].get("order") for session in stage.emulator.sessions)
    attempts = Counter(PaymentSession.objects.values_list("order__number", flat=True))
    problems = []
    if taken != wanted or taken.total() != paid or back:
        problems.append(f"charges {dict(taken)}, refunds {back}, paid orders {dict(wanted)}")
    if not sessions <= attempts:
        problems.append(f"more sessions than attempts to pay: {dict(sessions - attempts)}")
    return Finding(words, "; ".join(problems))


def stock() -> Finding:
    """On the shelf what was there; promised exactly what orders hold."""
    holding = Sum("line__quantity", filter=Q(line__order__status__in=HOLDS_STOCK), default=0)
    words, problems = [], []
    for record in StockRecord.objects.annotate(held=holding).order_by("pk"):
        promised = record.num_allocated or 0
        words.append(f"{record.num_in_stock}-{promised}")
        if (record.num_in_stock, promised) != (STOCK, record.held):
            problems.append(f"{record}: {words[-1]}, orders hold {record.held} of {STOCK}")
    return Finding(" ".join(words), "; ".join(problems))


def mails(stage: Stage, *, may_repeat: bool) -> Finding:
    """One confirmation per paid order, marked as sent, and none for another."""
    left = letters_in(stage.mails)
    confirmations = OrderMessage.objects.filter(kind=OrderMessage.Kind.PAID)
    confirmed = Counter(confirmations.values_list("order", flat=True))
    wanted = Counter(Order.objects.filter(status__in=FULFILS).values_list("pk", flat=True))
    ids = {f"{mail.order.token}.{mail.pk}" for mail in confirmations.select_related("order")}
    left_ids = {id.partition("@")[0] for id in left}
    unmarked = OrderMessage.objects.filter(sent_at=None).count()
    copies = left.total() - len(left)
    problems = []
    if confirmed != wanted:
        problems.append(f"{confirmed.total()} confirmations for {wanted.total()} paid orders")
    if left_ids != ids:
        problems.append(f"mails that left: {sorted(left_ids)}, confirmations: {sorted(ids)}")
    if copies > may_repeat:
        problems.append(f"{copies} copies under the same Message-ID")
    if unmarked:
        problems.append(f"{unmarked} mails are not marked as sent")
    return Finding(str(len(left)) + f"+{copies}" * bool(copies), "; ".join(problems))


def books() -> Finding:
    """`reconcile` finds nothing, and the inbox of events is worked off."""
    found = complaints()
    waiting = PaymentEvent.objects.filter(processed_at=None).count()
    found += [f"{waiting} events are not processed"] * bool(waiting)
    return Finding("wrong" if found else "clean", "; ".join(found))
