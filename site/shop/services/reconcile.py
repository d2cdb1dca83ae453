"""Compare provider, orders, ledger and stock, and repair what is safe to repair."""

from datetime import datetime

from shop.books.disagreement import Disagreement
from shop.books.left_behind import left_behind
from shop.books.money import money_disagreements
from shop.books.provider import provider_disagreements
from shop.books.stock import stock_disagreements
from shop.payments.models import PaymentSession

from .payment_settle import settle
from .sweep import sweep


def reconcile(*, now: datetime, since: datetime) -> list[Disagreement]:
    """Give everything that disagrees; the provider is asked about sessions opened since then.

    Raises: `GatewayUnavailable`: without the provider nobody can say that all agrees.
    """
    return [
        *stock_disagreements(),
        *money_disagreements(),
        *provider_disagreements(since=since),
        *left_behind(now=now),
    ]


def repair(*, now: datetime, since: datetime) -> list[str]:
    """Do what no one can regret, and say what was done.

    Sessions that the provider sees differently are settled anew, as a webhook would do;
    what was left behind is finished as the sweep would do. Numbers are never
    overwritten: what still disagrees afterwards wants a person.
    Raises: `GatewayUnavailable`.
    """
    found = reconcile(now=now, since=since)
    ids = {each.session_id for each in found if each.is_repairable and each.session_id}
    done = []
    for session in PaymentSession.objects.filter(pk__in=ids).select_related("order"):
        settle(provider_id=session.provider_id, now=now)
        done.append(f"Order {session.order.number}: asked the provider again and applied it")
    if any(each.is_repairable and not each.session_id for each in found):
        done += [f"{what}: {count}" for what, count in sorted(sweep(now=now).items()) if count]
    return done
