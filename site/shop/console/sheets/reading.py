"""Rows out of a file that somebody uploaded: an Excel workbook or a table in text.

Everything is bounded before it is read: the file, what a packed workbook would become, the rows
and the columns.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from shop.rules.price_sheet import NUMBER, squeezed

MOST_BYTES = 5 * 1024 * 1024
#: What the files in a workbook may be together when unpacked.
MOST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 60
#: Rows in which the headings are looked for.
FIRST_ROWS = 1
ZIP = b"PK\x03\x04"
#: Excel's files of before 2007, and those that are locked with a password.
OLE = b"\xd0\xcf\x11\xe0"
#: What openpyxl and its parser of XML raise at workbooks that are none.
OF_THE_PARSER = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError)
DELIMITERS = "\t;,"

Rows = list[tuple[int, Sequence[object]]]


class Unreadable(Exception):
    """A file is no table that we read; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_table(file) -> Rows:
    """Give the rows with their numbers, from 1; the first holds the headings. Raises: `Unreadable`.

    There is one row at least, and words in one cell at least. `file` is open for reading bytes and
    knows its `size`.
    """
    if file.size > MOST_BYTES:
        raise Unreadable("too_large")
    data = file.read(MOST_BYTES + 1)
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(OLE):
        raise Unreadable("old_or_locked")
    rows = rows_of_workbook(data) if data.startswith(ZIP) else rows_of_text(data)
    table = list(bounded(rows))
    if not any(squeezed(cell) for _number, row in table for cell in row):
        raise Unreadable("no_words")
    return table


def bounded(rows: Iterator[Sequence[object]]) -> Iterator[tuple[int, Sequence[object]]]:
    """Number the rows. Raises: `Unreadable` at the first that is one too many."""
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS + 1:
            raise Unreadable("too_many_rows")
        yield number, row


def rows_of_workbook(data: bytes) -> Iterator[Sequence[object]]:
    """Give the rows of the first sheet that has our headings, else of the first sheet."""
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable("too_large")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
        for sheet in sheets:
            # What a file says of its own size may be wrong.
            sheet.reset_dimensions()
        chosen = next((sheet for sheet in sheets if has_headings(sheet)), None)
        chosen = chosen or next(iter(sheets), None)
        if chosen is None:
            raise Unreadable("empty")
        yield from chosen.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    except (BadZipFile, InvalidFileException, *OF_THE_PARSER):
        raise Unreadable("not_a_table") from None


def has_headings(sheet) -> bool:
    first = next(islice(sheet.iter_rows(max_row=FIRST_ROWS, values_only=True), 1), ())
    return NUMBER in map(squeezed, first)


def rows_of_text(data: bytes) -> Iterator[Sequence[object]]:
    text = decoded(data)
    if not text.strip():
        raise Unreadable("empty")
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    if delimiter not in first and squeezed(first) != NUMBER:
        raise Unreadable("not_a_table")
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield row[:MOST_COLUMNS]
    except csv.Error:
        raise Unreadable("not_a_table") from None


def decoded(data: bytes) -> str:
    """Give the text of a file: UTF-8, UTF-16 with its mark, or Windows's Cyrillic."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("not_a_table")
