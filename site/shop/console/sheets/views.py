"""Prices and stock by spreadsheet: take a sheet away, bring it back, look, apply."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from shop.console.downloads import csv_file, dated, xlsx_file
from shop.console.models import SheetUpload
from shop.rules.errors import ChangedMeanwhile, OutOfStock
from shop.rules.price_sheet import NUMBER, STOCK, price_heading, read_headings, read_wishes

from .known import Allowed, currencies
from .reading import Unreadable, read_table
from .uploads import apply_upload, keep_upload, plan_of, print_of
from .words import problem_words, unreadable_words
from .writing import rows

FILE_NAME = "prices-and-stock"
PROBLEMS_SHOWN = 100
CHANGES_PER_PAGE = 200
UPLOADS_SHOWN = 10


def for_whom_it_may(view: Callable) -> Callable:
    """Let in who may change stock or prices, and tell the view which."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        allowed = Allowed.for_user(request.user)
        if not allowed:
            raise PermissionDenied
        return view(request, allowed, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_whom_it_may
def overview(request: HttpRequest, allowed: Allowed) -> HttpResponse:
    """Offer the sheet and take one; what is wrong with it is said line by line."""
    if request.method != "POST":
        return overview_page(request, allowed)
    file = request.FILES.get("file")
    if file is None:
        return overview_page(request, allowed, error=_("Please choose a file first."))
    try:
        table = read_table(file)
    except Unreadable as error:
        return overview_page(request, allowed, error=unreadable_words(error.code))
    by_code = currencies()
    columns, problems = read_headings(
        table[0][1], currencies=by_code, with_stock=allowed.stock, with_prices=allowed.prices
    )
    if columns:
        wishes, problems = read_wishes(table[1:], columns, by_code)
    if problems:
        return overview_page(request, allowed, problems=problems)
    now = timezone.now()
    upload = keep_upload(by=request.user, file_name=file.name, wishes=wishes, now=now)
    return redirect("sheets:upload", upload.pk)


def overview_page(request: HttpRequest, allowed: Allowed, error="", problems=()) -> HttpResponse:
    known = headings(allowed)
    return render(
        request,
        "console/sheets/overview.html",
        {
            "allowed": allowed,
            "headings": known,
            "error": error,
            "problems": in_words(problems, known),
            "problem_count": len(problems),
            "uploads": request.user.sheet_uploads.defer("wishes")[:UPLOADS_SHOWN],
        },
        status=422 if error or problems else 200,
    )


def headings(allowed: Allowed) -> list[str]:
    prices = [price_heading(*pair) for pair in currencies().items()] if allowed.prices else []
    return [NUMBER, *([STOCK] if allowed.stock else []), *prices]


def in_words(problems, known: list[str]) -> list[tuple]:
    """Give row, column and words of the first problems."""
    return [(p.row, p.column, problem_words(p, known)) for p in problems[:PROBLEMS_SHOWN]]


@require_safe
@for_whom_it_may
def upload(request: HttpRequest, allowed: Allowed, pk: int) -> HttpResponse:
    """Show exactly what would change now."""
    return upload_page(request, allowed, own_upload(request, pk))


def own_upload(request: HttpRequest, pk: int) -> SheetUpload:
    return get_object_or_404(request.user.sheet_uploads, pk=pk)


def upload_page(
    request: HttpRequest, allowed: Allowed, found: SheetUpload, status: int = 200
) -> HttpResponse:
    plan = plan_of(found)
    page = Paginator(plan.changes, CHANGES_PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "console/sheets/upload.html",
        {
            "upload": found,
            "plan": plan,
            "problems": in_words(plan.problems, headings(allowed)),
            "page_obj": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "currencies": currencies(),
            "print": print_of(plan.changes),
        },
        status=status,
    )


@require_http_methods(["POST"])
@for_whom_it_may
def apply(request: HttpRequest, allowed: Allowed, pk: int) -> HttpResponse:
    """Change what was looked at, once; what became other meanwhile is shown anew."""
    found = own_upload(request, pk)
    if not may_apply(found, allowed):
        raise PermissionDenied
    try:
        changed = apply_upload(
            found, agreed=request.POST.get("print", ""), by=request.user, now=timezone.now()
        )
    except ChangedMeanwhile:
        messages.warning(
            request,
            _("Meanwhile something became other. Nothing was changed: please look again."),
        )
        return upload_page(request, allowed, found, status=409)
    except OutOfStock:
        messages.warning(
            request,
            _("Meanwhile more pieces were promised to orders. Nothing was changed."),
        )
        return upload_page(request, allowed, found, status=409)
    if changed is None:
        messages.info(request, _("This sheet was applied already. Nothing was changed."))
    else:
        words = ngettext("%d change was made.", "%d changes were made.", changed)
        messages.success(request, words % changed)
    return redirect("sheets:overview")


def may_apply(found: SheetUpload, allowed: Allowed) -> bool:
    """Say whether whoever uploaded it may still change all that it asks for."""
    asks_stock = any(stock is not None for _row, _number, stock, _prices in found.wishes)
    asks_prices = any(prices for _row, _number, _stock, prices in found.wishes)
    return (allowed.stock or not asks_stock) and (allowed.prices or not asks_prices)


@require_safe
@for_whom_it_may
def export_xlsx(request: HttpRequest, allowed: Allowed) -> FileResponse:
    return xlsx_file(rows(allowed), dated(FILE_NAME), title="prices and stock")


@require_safe
@for_whom_it_may
def export_csv(request: HttpRequest, allowed: Allowed) -> StreamingHttpResponse:
    return csv_file(rows(allowed), dated(FILE_NAME))
