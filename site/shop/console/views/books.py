"""Whether orders, stock, ledger and provider tell the same story."""

from datetime import timedelta
from itertools import groupby

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from shop.books.disagreement import CHECK_TITLES, Check
from shop.rules.errors import GatewayUnavailable
from shop.services import reconcile as services

PERIODS = (7, 30, 365)
SHOWN_OF_A_KIND = 200

may_reconcile = permission_required("payments.reconcile", raise_exception=True)


@require_safe
@may_reconcile
def books(request: HttpRequest) -> HttpResponse:
    return books_page(request, period_of(request.GET.get("days", "")))


@may_reconcile
def repair_books(request: HttpRequest) -> HttpResponse:
    """Repair what is safe, say what was done, and look again; a mere visit only looks."""
    if request.method != "POST":
        return redirect("money:books")
    days = period_of(request.POST.get("days", ""))
    now = timezone.now()
    try:
        done = services.repair(now=now, since=now - timedelta(days=days))
    except GatewayUnavailable:
        return books_page(request, days, is_silent=True)
    return books_page(request, days, done=done)


def period_of(days: str) -> int:
    """Give one of the periods that can be chosen; 30 days for anything else."""
    return int(days) if days in [str(period) for period in PERIODS] else 30


def books_page(
    request: HttpRequest, days: int, *, done: list[str] | None = None, is_silent: bool = False
) -> HttpResponse:
    now = timezone.now()
    found = []
    if not is_silent:
        try:
            found = services.reconcile(now=now, since=now - timedelta(days=days))
        except GatewayUnavailable:
            is_silent = True
    return render(
        request,
        "console/books.html",
        {
            "days": days,
            "periods": [
                (period, ngettext("%d day", "%d days", period) % period) for period in PERIODS
            ],
            "groups": grouped(found),
            "count": len(found),
            "may_repair": any(each.is_repairable for each in found),
            "is_silent": is_silent,
            "done": done,
            "now": now,
        },
    )


def grouped(found: list) -> list[dict]:
    """Give the disagreements by what was compared, the longest lists cut."""
    ordered = sorted(found, key=lambda each: str(each.check))
    groups = []
    for check, items in groupby(ordered, key=lambda each: str(each.check)):
        rows = list(items)
        groups.append(
            {
                "title": CHECK_TITLES[Check(check)],
                "rows": rows[:SHOWN_OF_A_KIND],
                "count": len(rows),
                "more": max(0, len(rows) - SHOWN_OF_A_KIND),
            }
        )
    return groups
