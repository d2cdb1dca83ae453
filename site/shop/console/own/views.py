"""A producer's own pages. Each asks in its query whose records they are."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Sum
from django.db.models.functions import Coalesce
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from shop.catalogue.models import Product
from shop.console.order_export import as_csv, as_xlsx, harmless, moment
from shop.console.order_filters import Day
from shop.console.papers import paper_state
from shop.selectors import with_facts

from .ready import note_ready, take_ready_back
from .selectors import (
    ending_soon,
    made_by,
    own_certificates,
    own_producers,
    own_things,
    running_low,
    to_prepare,
    wanted_by,
)
from .statement import Period, Statement, month_before, month_of, totals, year_of
from .things import things_of

PER_PAGE = 50

may_see_own = permission_required("console.see_own", raise_exception=True)


def page_of(request: HttpRequest, rows):
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))


@require_safe
@may_see_own
def things(request: HttpRequest) -> HttpResponse:
    """List what is sold of theirs; `?low=1` only that of which few are left."""
    found = own_things(request.user)
    is_low = request.GET.get("low") == "1"
    page = page_of(request, running_low(found) if is_low else found)
    context = {
        "page_obj": page,
        "things": things_of(with_facts(page.object_list), now=timezone.now()),
        "is_low": is_low,
        "producers": own_producers(request.user),
    }
    return render(request, "console/own/things.html", context)


@require_safe
@may_see_own
def certificates(request: HttpRequest) -> HttpResponse:
    """List the papers that cover their things; `?ending=1` only those that end soon.

    Of a paper that covers other people's things too, theirs alone are named.
    """
    today = timezone.localdate()
    found = own_certificates(request.user)
    is_ending = request.GET.get("ending") == "1"
    if is_ending:
        found = ending_soon(found, today)
    own = Product.objects.filter(made_by(request.user)).select_related("parent").order_by("title")
    found = found.select_related("kind").prefetch_related("markets", Prefetch("products", own))
    page = page_of(request, found)
    rows = [{"paper": paper, "state": paper_state(paper, today)} for paper in page]
    context = {"page_obj": page, "rows": rows, "is_ending": is_ending}
    return render(request, "console/own/certificates.html", context)


@require_safe
@may_see_own
def prepare(request: HttpRequest) -> HttpResponse:
    """List the pieces that orders wait for: how many of what, and until when."""
    found = to_prepare(request.user)
    page = page_of(request, found.select_related("order__market", "ready_note"))
    now = timezone.now()
    rows = [
        {
            "line": line,
            "until": (until := wanted_by(line.order)),
            "is_late": until < now,
            "note": getattr(line, "ready_note", None),
        }
        for line in page
    ]
    sums = found.order_by("title").values("title")
    sums = sums.annotate(pieces=Sum("quantity") - Coalesce(Sum("withdrawn"), 0))
    context = {"page_obj": page, "rows": rows, "sums": sums}
    return render(request, "console/own/prepare.html", context)


@require_POST
@may_see_own
def ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the pieces of a line are ready, or take it back."""
    line = get_object_or_404(to_prepare(request.user), pk=pk)
    if "undo" in request.POST:
        take_ready_back(line=line)
        messages.success(request, _("“%(title)s” is not marked ready any more.") % vars(line))
    elif note_ready(line=line, by=request.user, now=timezone.now()):
        messages.success(request, _("The association sees that “%(title)s” is ready.") % vars(line))
    else:
        messages.info(request, _("“%(title)s” was marked ready before.") % vars(line))
    return redirect("own:prepare")


class PeriodForm(forms.Form):
    since = Day(label=gettext_lazy("From"))
    until = Day(label=gettext_lazy("Until"))

    def clean(self) -> dict:
        data = super().clean()
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("This day is before the one it begins with."))
        return data

    def period(self) -> Period:
        """Give what was understood, and this month where nothing was."""
        month = month_of(timezone.localdate())
        if not self.is_valid():
            return month
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        if since and not until:
            return Period(since, max(since, month.until))
        if until and not since:
            return Period(until.replace(day=1), until)
        return Period(since, until) if since else month


@require_safe
@may_see_own
def statement(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.GET)
    period = form.period()
    said = Statement(request.user, period)
    rows, today = said.rows(), timezone.localdate()
    if not form.errors:
        form = PeriodForm(vars(period))
    context = {
        "form": form,
        "period": period,
        "rows": rows,
        "totals": totals(rows),
        "not_divided": said.not_divided(),
        "not_in_books": said.not_in_books(),
        "producers": own_producers(request.user),
        "periods": [
            (_("This month"), month_of(today)),
            (_("Last month"), month_before(today)),
            (_("This year"), year_of(today)),
        ],
    }
    return render(request, "console/own/statement.html", context)


def table_of(request: HttpRequest):
    """Give the headings, and a row for each sale and each refund."""
    yield [
        _("When"),
        _("Order"),
        _("What"),
        _("Thing"),
        _("Pieces"),
        _("Amount, with tax"),
        _("Currency"),
    ]
    words = {"sale": _("Sale"), "refund": _("Refund")}
    said = Statement(request.user, PeriodForm(request.GET).period())
    for when, number, what, title, *rest in said.entries():
        yield [moment(when), number, words[what], harmless(title), *rest]


def file_name() -> str:
    return f"statement-{timezone.localdate():%Y-%m-%d}"


@require_safe
@may_see_own
def statement_csv(request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        as_csv(table_of(request)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{file_name()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@may_see_own
def statement_xlsx(request: HttpRequest) -> FileResponse:
    response = FileResponse(
        as_xlsx(table_of(request)),
        as_attachment=True,
        filename=f"{file_name()}.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Cache-Control"] = "no-store"
    return response
