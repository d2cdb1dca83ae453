"""The quarterly report as a page, as PDF and as XLSX."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.formats import format_day
from producers.rules.programme import Quarter
from shop.console.downloads import pdf_file, xlsx_file
from shop.console.order_export import harmless
from shop.papers.typesetting import typeset

from .forms import WITHOUT
from .report import Report
from .views import may_see

QUARTERS_OFFERED = 8


def asked(request: HttpRequest) -> Report:
    """Give the report that is asked for; of what is not understood the last whole quarter."""
    this = Quarter.of(timezone.localdate())
    quarter = Quarter.read(request.GET.get("quarter", ""))
    if quarter is None or quarter > this:
        quarter = this.before
    return Report(
        quarter,
        with_demo=request.GET.get("demo") != WITHOUT,
        are_orders_open=request.user.has_perm("order.view_order"),
    )


@require_safe
@may_see
def report(request: HttpRequest) -> HttpResponse:
    found = asked(request)
    quarters = [Quarter.of(timezone.localdate())]
    while len(quarters) < QUARTERS_OFFERED:
        quarters.append(quarters[-1].before)
    return render(
        request,
        "console/programme/report.html",
        {"report": found, "tables": found.tables(), "quarters": quarters},
    )


@require_safe
@may_see
def report_pdf(request: HttpRequest) -> HttpResponse:
    found = asked(request)
    data = {
        "title": _("Quarterly report"),
        "quarter": str(found.quarter),
        "span": f"{format_day(found.quarter.first)} – {format_day(found.quarter.last)}",
        "note": _("With demonstration data.") if found.with_demo else "",
        "tables": [
            {
                "title": table.title,
                "head": [str(each) for each in table.head],
                "rows": [[str(cell) for cell in row] for row in table.rows],
                "note": table.note,
            }
            for table in found.tables()
        ],
        "nothing": _("Nothing in this quarter."),
    }
    return pdf_file(typeset("quarter", data), f"report-{found.quarter}")


@require_safe
@may_see
def report_xlsx(request: HttpRequest) -> FileResponse:
    found = asked(request)
    return xlsx_file(rows_of(found), f"report-{found.quarter}", title=str(found.quarter))


def rows_of(found: Report):
    """Give all tables below each other, an empty row between them."""
    for table in found.tables():
        yield [harmless(table.title)]
        yield [harmless(str(each)) for each in table.head]
        for row in table.rows:
            yield [harmless(cell) if isinstance(cell, str) else cell for cell in row]
        if table.note:
            yield [harmless(table.note)]
        yield []
