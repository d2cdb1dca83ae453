"""A producer's statement of sales: as a page, and each sale as a row of a table."""

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shop.console.downloads import csv_file, dated, xlsx_file
from shop.console.order_export import harmless, moment
from shop.console.order_filters import Day

from .selectors import own_producers
from .statement import Period, Statement, month_before, month_of, totals, year_of
from .views import may_see_own


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


@require_safe
@may_see_own
def statement_csv(request: HttpRequest) -> StreamingHttpResponse:
    return csv_file(table_of(request), dated("statement"))


@require_safe
@may_see_own
def statement_xlsx(request: HttpRequest) -> FileResponse:
    return xlsx_file(table_of(request), dated("statement"), title=_("My sales"))
