"""Files to take away. That nobody keeps them on the way, Wagtail's admin says of all its pages."""

from collections.abc import Iterable
from typing import TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header

from .order_export import Cell, as_csv, as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Response = TypeVar("Response", bound=HttpResponseBase)


def dated(name: str) -> str:
    """Give "orders-2026-05-31": the day where the reader is."""
    return f"{name}-{timezone.localdate():%Y-%m-%d}"


def csv_file(rows: Iterable[list[Cell]], name: str) -> StreamingHttpResponse:
    """Give rows as text, each sent as soon as it is written. `name` is without its ending."""
    response = StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    return named(response, f"{name}.csv")


def xlsx_file(rows: Iterable[list[Cell]], name: str, *, title: str) -> FileResponse:
    """Give rows as a workbook with one sheet, `title`. `name` is without its ending."""
    file = as_xlsx(rows, title=title)
    return named(FileResponse(file, content_type=XLSX), f"{name}.xlsx")


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """Give papers that the browser shows, ready to be printed. `name` is without its ending."""
    response = HttpResponse(content, content_type="application/pdf")
    return named(response, f"{name}.pdf", is_shown=True)


def named(response: Response, file_name: str, *, is_shown: bool = False) -> Response:
    response["Content-Disposition"] = content_disposition_header(not is_shown, file_name)
    return response
