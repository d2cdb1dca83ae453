"""What waits for somebody: counted here, listed under its link."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import TaskState

from shop.certification.models import Certificate
from shop.console.certificates import RENEW, WITHIN
from shop.console.own import selectors as own
from shop.console.papers import PaperState, ends_within, is_in_state, is_to_renew
from shop.console.selectors import (
    ATTENTION,
    DISPUTED,
    OVERDUE,
    TO_SEND_BACK,
    is_looked_for,
    parcels_to_send,
    waits_to_be_packed,
)
from shop.console.stock import low_stock
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payments.gateways.bank_transfer import BankTransfer
from shop.rules.payment_states import HOLDS_STOCK, OrderState


@dataclass(frozen=True)
class Task:
    """`is_urgent`: it should not wait until tomorrow."""

    label: str
    url: str
    count: int
    is_urgent: bool = False


def tasks_of(user, now: datetime) -> list[Task]:
    """Give all that somebody may do something about, also where it is nothing."""
    may = user.has_perm
    return [
        *(order_tasks(user, now) if may("order.view_order") else []),
        *(certificate_tasks(user) if may("certification.view_certificate") else []),
        *(stock_tasks() if may("partner.view_stockrecord") else []),
        *(story_tasks(user) if user_has_any_page_permission(user) else []),
    ]


def orders_url(**narrowed: str) -> str:
    """Give the list of orders, narrowed down to what a number counts."""
    return f"{reverse('console:orders')}?{urlencode(narrowed)}"


def order_tasks(user, now: datetime) -> list[Task]:
    """Three queries."""
    transfer = {"status": OrderState.AWAITING_PAYMENT, "payment": BankTransfer.code}
    # Only orders that are under way are read, which an index finds.
    under_way = counted(
        Order.objects.filter(status__in=HOLDS_STOCK),
        to_pack=waits_to_be_packed(),
        overdue=is_looked_for(OVERDUE, now),
        transfer=Q(**transfer),
    )
    # These may be in any state, and few are.
    looks = {look: is_looked_for(look, now) for look in (ATTENTION, DISPUTED, TO_SEND_BACK)}
    strange = counted(Order.objects.filter(reduce(or_, looks.values())), **looks)
    to_pack = reverse("console:to-pack")
    tasks = [
        Task(_("To pack"), to_pack, under_way["to_pack"]),
        Task(_("To send"), f"{to_pack}#to-send", parcels_to_send().count()),
        Task(
            _("Paid more than three days ago, not sent"),
            orders_url(look=OVERDUE),
            under_way["overdue"],
            is_urgent=True,
        ),
        Task(
            _("Waiting for a transfer"),
            orders_url(state=transfer["status"], payment=transfer["payment"]),
            under_way["transfer"],
        ),
        urgent(_("Needs a look"), ATTENTION, strange),
        urgent(_("Disputed by the buyer's bank"), DISPUTED, strange),
    ]
    if user.has_perm("payments.add_refund"):
        tasks.append(urgent(_("Refunds to send by hand"), TO_SEND_BACK, strange))
    return tasks


def urgent(label: str, look: str, counts: dict[str, int]) -> Task:
    return Task(label, orders_url(look=look), counts[look], is_urgent=True)


def counted(rows: QuerySet, **kinds: Q) -> dict[str, int]:
    """Give how many of the rows are of each kind. One query."""
    named = {f"count_{number}": kind for number, kind in enumerate(kinds.values())}
    found = rows.aggregate(**{name: Count("pk", filter=kind) for name, kind in named.items()})
    return dict(zip(kinds, (found[name] for name in named), strict=True))


def certificate_tasks(user) -> list[Task]:
    """One query."""
    today, index = localdate(), reverse("certificates:index")
    kinds = {name: ends_within(days, today) for name, days in WITHIN.items()}
    words = {
        name: _("Certificates that end within %(days)d days") % {"days": days}
        for name, days in WITHIN.items()
    }
    kinds[RENEW] = is_to_renew(today)
    words[RENEW] = _("Certificates that end within 90 days, or have ended")
    if user.has_perm("certification.change_certificate"):
        waiting = {
            PaperState.SUSPENDED: _("Certificates to confirm after a change of recipe"),
            PaperState.UNVERIFIED: _("Certificates that nobody has verified yet"),
        }
        kinds |= {state: is_in_state(state, today) for state in waiting}
        words |= waiting
    counts = counted(Certificate.objects.all(), **kinds)
    last_days = min(WITHIN, key=WITHIN.get)
    return [
        Task(words[kind], f"{index}?state={kind}", counts[kind], is_urgent=kind == last_days)
        for kind in kinds
    ]


def stock_tasks() -> list[Task]:
    count = low_stock(StockRecord.objects.all()).count()
    return [Task(_("Sold out, or nearly"), f"{reverse('stock:index')}?low=true", count)]


def story_tasks(user) -> list[Task]:
    url = f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true"
    count = TaskState.objects.reviewable_by(user).count()
    return [Task(_("Pages that wait for your review"), url, count)]


def own_tasks(user, now: datetime) -> list[Task]:
    """Give what waits for somebody who speaks for a producer. Three queries."""
    things, papers = own.own_things(user), own.own_certificates(user)
    return [
        Task(_("To prepare"), reverse("own:prepare"), own.to_prepare(user).count()),
        Task(
            _("Of my things: sold out, or nearly"),
            f"{reverse('own:things')}?low=1",
            own.running_low(things).count(),
        ),
        Task(
            _("Of my certificates: end within 90 days"),
            f"{reverse('own:certificates')}?ending=1",
            own.ending_soon(papers, localdate(now)).count(),
        ),
    ]
