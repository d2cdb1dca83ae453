"""Sheets that are none, or wrong: said clearly, line by line, with nothing done."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from sheets import HEADINGS, text_table, upload, workbook

from factories.catalogue import make_product
from shop.console.models import SheetUpload
from shop.console.sheets import reading
from shop.ledger.models import PriceEntry
from shop.markets.models import MarketPrice

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey(db):
    return make_product("Honey", stock=10)


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


def said(answer) -> str:
    assert answer.status_code == 422
    assert SheetUpload.objects.count() == 0
    return " ".join(answer.content.decode().split())


def zip_bomb() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (reading.MOST_UNPACKED + 1))
    return data.getvalue()


def empty_zip() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("hello.txt", "no workbook")
    return data.getvalue()


def bare_workbook(*rows, is_coloured: bool = False) -> bytes:
    """Give a workbook with one sheet: nothing but `rows` in it, and a colour."""
    book, data = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    if is_coloured:
        book.active["B3"].fill = PatternFill("solid", start_color="FFFF00")
    book.save(data)
    return data.getvalue()


def chart_only() -> bytes:
    book, data = Workbook(), BytesIO()
    book.create_chartsheet("Chart")
    book.remove(book.worksheets[0])
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b" \r\n ", "The file is empty"),
        (b"%PDF-1.7\nsome pages", "neither an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "neither an Excel workbook"),
        (b"\xd0\xcf\x11\xe0 old or locked", "an old Excel file, or one with a password"),
        (b"PK\x03\x04 and nothing more", "neither an Excel workbook"),
        (empty_zip(), "neither an Excel workbook"),
        (zip_bomb(), "too large"),
        (chart_only(), "neither an Excel workbook"),
        (b'number;stock\n"7;8', "neither an Excel workbook"),
        (b"x" * (reading.MOST_BYTES + 1), "too large"),
    ],
    ids=[
        "empty",
        "blank",
        "pdf",
        "picture",
        "old",
        "broken",
        "zip",
        "bomb",
        "chart",
        "quotes",
        "large",
    ],
)
def test_file_that_is_no_table_is_refused_with_a_reason(manager, content, words):
    assert words in said(upload(manager, content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bare_workbook(), "There is nothing in the table"),
        (bare_workbook(is_coloured=True), "There is nothing in the table"),
        (bare_workbook(["", " "], [None, ""]), "There is nothing in the table"),
        (b";;\r\n;;\r\n", "There is nothing in the table"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (b"\xef\xbb\xbf\r\n", "The file is empty"),
        (b"\xff\xfe", "The file is empty"),
        (bare_workbook(HEADINGS), "There are no rows below the headings"),
        (text_table(), "There are no rows below the headings"),
        (bare_workbook([], [], HEADINGS), "There is no column “number”"),
    ],
    ids=[
        "no cells",
        "a colour alone",
        "blank rows",
        "blank rows of text",
        "mark of UTF-8 alone",
        "mark and a line",
        "mark of UTF-16 alone",
        "headings alone",
        "headings of text alone",
        "headings far below",
    ],
)
def test_table_in_which_nothing_stands_is_told_from_one_that_cannot_be_read(
    manager, content, words
):
    assert words in said(upload(manager, content))


def test_no_file_at_all_is_told(manager):
    answer = manager.post(reverse("sheets:overview"), {})

    assert "Please choose a file first." in said(answer)


@pytest.mark.parametrize("as_file", [workbook, text_table])
def test_fifty_thousand_rows_are_refused(manager, as_file):
    rows = [[number, "x", 1, 2, 3, 4] for number in range(50_000)]

    assert "more than 10,000 rows" in said(upload(manager, as_file(*rows)))


def test_wrong_headings_are_named_with_those_that_there_are(manager, honey):
    answer = said(upload(manager, workbook([1, 2], headings=["sku", "price jp USD"])))

    assert "There is no column “number”" in answer
    assert "We know no column “sku”" in answer
    assert "“price jp usd” names another currency" in answer
    assert "price jp JPY, price intl USD" in answer


def test_every_wrong_cell_is_named_with_its_row_and_nothing_is_done(manager, honey):
    rows = [
        [honey.pk, "", 12, 70000],
        [honey.pk, "", 12],
        [None, "", 5],
        ["x", "", "many", "cheap", 10.5, "#REF!"],
        [honey.pk + 1, "", -1, 0, 1, "1.234"],
    ]

    answer = said(upload(manager, workbook(*rows)))

    for words in (
        f"Row 3, number: The number {honey.pk} stands in an earlier row already.",
        "Row 4, number: The thing&#x27;s number is missing",
        "Row 5, number: The thing&#x27;s number is missing",
        "Row 6, stock: “-1” is no number of pieces.",
        "Row 6, price uz UZS: “0” is no price.",
        "Row 6, price intl USD: “1.234” has more decimals than the currency.",
    ):
        assert words in answer
    assert MarketPrice.objects.get(product=honey, market__code="uz").amount == Decimal(65000)
    assert PriceEntry.objects.count() == 0


def test_unknown_thing_is_shown_and_the_sheet_cannot_be_applied(manager, honey):
    page = upload(manager, workbook([honey.pk, "", 12], [10**6, "", 1]), follow=True)

    assert "No thing has the number 1000000." in page.content.decode()
    assert "Apply all of it" not in page.content.decode()


def test_two_hundred_wrong_rows_are_counted_and_the_first_hundred_shown(manager):
    answer = said(upload(manager, workbook(*(["x"] for _ in range(200)), headings=HEADINGS)))

    assert "200 things are wrong in the sheet:" in answer
    assert "the first 100 are" in answer


def test_wide_rows_and_long_cells_are_no_trouble(manager, honey):
    row = [honey.pk, "x" * 30_000, 12, *([None] * 500), "far away"]

    page = upload(manager, workbook(row), follow=True)

    assert [change.new for change in page.context["plan"].changes] == [12]


def test_name_of_a_file_is_text_and_kept_short(manager, honey):
    name = "<script>" + "x" * 300 + ".xlsx"

    page = upload(manager, workbook([honey.pk, "", 12]), name=name, follow=True)

    assert len(SheetUpload.objects.get().file_name) <= 120
    assert "<script>x" not in page.content.decode()
