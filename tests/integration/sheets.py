"""Files as people upload them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

HEADINGS = ["number", "title", "stock", "price uz UZS", "price jp JPY", "price intl USD"]


def workbook(*rows, headings=HEADINGS, others=()) -> bytes:
    """Give an Excel file; `others` are sheets that come before the one with the rows."""
    book, data = Workbook(), BytesIO()
    for name in others:
        book.create_sheet(name, 0).append(["Of something else"])
    book.worksheets[-1].append(headings)
    for row in rows:
        book.worksheets[-1].append(list(row))
    book.save(data)
    return data.getvalue()


def text_table(*rows, delimiter=";", encoding="utf-8", headings=HEADINGS) -> bytes:
    lines = [headings, *rows]
    return "\r\n".join(delimiter.join(map(str, line)) for line in lines).encode(encoding)


def upload(client, content: bytes, name: str = "sheet.xlsx", **kwargs):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("sheets:overview"), {"file": file}, **kwargs)


def apply(client, page):
    """Press the button of a page that shows what would change."""
    url = reverse("sheets:apply", args=[page.context["upload"].pk])
    return client.post(url, {"print": page.context["print"]}, follow=True)


def read_workbook(answer) -> list[tuple]:
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return list(book.worksheets[0].iter_rows(values_only=True))
