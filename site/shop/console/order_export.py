"""Orders as a table for a spreadsheet: written row by row, however many they are."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from home.formats import country_name
from shop.order.models import Order

from .words import way_to_pay

#: Orders read at once: three queries for each so many rows.
ROWS_AT_ONCE = 1_000
#: A cell that begins with one of these is taken for a formula.
BEGINS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
#: Tells spreadsheets that the file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"

Cell = str | int | Decimal


def headings() -> list[str]:
    return [
        _("Order"),
        _("State"),
        _("Placed"),
        _("Paid"),
        _("Sent"),
        _("Market"),
        _("Name"),
        _("Email"),
        _("Phone"),
        _("Country"),
        _("Things"),
        _("Weight, g"),
        _("Delivery"),
        _("Tax in it"),
        _("Total"),
        _("Currency"),
        _("Way to pay"),
        _("Carrier"),
        _("Tracking number"),
    ]


def row_of(order: Order) -> list[Cell]:
    """Give the cells of one order, as `headings` name them. Money is a Decimal, tax included."""
    address = order.shipping_address
    parcels = [parcel for parcel in order.parcels.all() if parcel.sent_at]
    cells = [
        order.number,
        str(order.state_label),
        moment(order.date_placed),
        moment(order.paid_at),
        ", ".join(moment(parcel.sent_at) for parcel in parcels),
        order.market.name,
        address.first_name if address else "",
        order.email or "",
        str(address.phone_number or "") if address else "",
        country_name(address.country_id) if address else "",
        "; ".join(f"{line.pieces_left} × {line.title}" for line in order.lines.all()),
        order.weight_g,
        order.shipping_incl_tax,
        order.total_incl_tax - order.total_excl_tax,
        order.total_incl_tax,
        order.currency,
        way_to_pay(order.payment),
        ", ".join(str(parcel.get_carrier_display()) for parcel in parcels),
        ", ".join(parcel.tracking_number for parcel in parcels),
    ]
    return [harmless(cell) if isinstance(cell, str) else cell for cell in cells]


def moment(when: datetime | None) -> str:
    """Give a time where the reader is, as 2026-05-31T14:05:00+05:00."""
    return localtime(when).isoformat(timespec="seconds") if when else ""


def harmless(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula, without signs that no cell holds."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    begins = text.startswith(BEGINS_FORMULA) or text.lstrip().startswith(BEGINS_FORMULA)
    return f"'{text}" if begins else text


def rows_of(orders: QuerySet) -> Iterator[list[Cell]]:
    """Give the headings and a row for each order, read in batches."""
    yield headings()
    orders = orders.select_related("market", "shipping_address", "user")
    for order in orders.prefetch_related("lines", "parcels").iterator(chunk_size=ROWS_AT_ONCE):
        yield row_of(order)


class Echo:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(rows: Iterable[list[Cell]]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow(row)


def as_xlsx(rows: Iterable[list[Cell]], *, title: str) -> IO[bytes]:
    """Give an open file on disk that goes away when it is closed; rows are not kept in memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    # The response closes it.
    file = TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return file
