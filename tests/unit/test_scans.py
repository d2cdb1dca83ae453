"""Whatever is wrong with a file, one error comes out, and a copy is whole."""

from io import BytesIO
from random import Random

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from pypdf import PdfReader, PdfWriter

from home.documents import check_picture
from home.scans import PdfFault, UnusablePdf, copy_pdf
from shop.papers.copies import Unreadable, as_page

TRIES = 400


def pdf(pages: int = 2, password: str = "") -> bytes:
    """Give blank pages, one with a picture, and a table of contents."""
    writer, data = PdfWriter(), BytesIO()
    for _ in range(pages - 1):
        writer.add_blank_page(100, 100)
    if pages:
        writer.append(BytesIO(picture("PDF")))
        writer.add_outline_item("Beginning", page_number=0)
    if password:
        writer.encrypt(password)
    writer.write(data)
    return data.getvalue()


def picture(kind: str) -> bytes:
    data = BytesIO()
    Image.frombytes("RGB", (60, 50), Random(1).randbytes(60 * 50 * 3)).save(data, kind)
    return data.getvalue()


def spoilt(data: bytes, random: Random) -> bytes:
    """Change, drop, repeat or cut off some bytes behind the first eight."""
    spoilt = bytearray(data)
    for _ in range(random.choice([1, 1, 3, 10])):
        place, length = random.randrange(8, len(spoilt)), random.randrange(1, 30)
        other = random.randrange(8, len(spoilt))
        instead = [random.randbytes(1), b"", bytes(spoilt[other : other + length]), b"9"]
        spoilt[place : place + length] = random.choice(instead)
    return bytes(spoilt[: place if random.random() < 0.1 else None])


def fault(data: bytes, most_pages: int = 3) -> PdfFault:
    with pytest.raises(UnusablePdf) as caught:
        copy_pdf(BytesIO(data), most_pages)
    return caught.value.fault


def test_copy_has_all_pages():
    copy = copy_pdf(BytesIO(pdf(pages=3)), most_pages=3)

    assert len(PdfReader(copy).pages) == 3


def test_what_is_wrong_with_a_pdf_is_told_apart():
    assert fault(pdf(password="secret")) is PdfFault.LOCKED
    assert fault(pdf(pages=0)) is PdfFault.NO_PAGE
    assert fault(pdf(pages=4)) is PdfFault.TOO_LONG
    assert fault(pdf()[:-60]) is PdfFault.DAMAGED


@pytest.mark.parametrize(
    "name",
    [
        b"/Type /Page\n",
        b"/Kids [",
        b"/MediaBox [",
        b"/XObject <<",
        b"/Parent",
        b" obj",
        b"endstream",
    ],
)
def test_pdf_damaged_in_any_object_gives_a_copy_or_the_one_error(name):
    data = pdf()
    assert name in data

    for instead in (b"", b"null ", b"<< ", b"[[ ", b"7 0 R "):
        for times in (1, -1):
            is_copied_or_refused(data.replace(name, instead, times))


@pytest.mark.parametrize("seed", range(5))
def test_pdf_damaged_at_random_gives_a_copy_or_the_one_error(seed):
    random = Random(seed)

    ends = [is_copied_or_refused(spoilt(pdf(), random)) for _ in range(TRIES)]

    assert {True, False} == set(ends)


def is_copied_or_refused(data: bytes) -> bool:
    """Say whether a copy was made, which can then be put behind other pages and written."""
    try:
        copy = copy_pdf(BytesIO(data))
    except UnusablePdf:
        return False
    papers = PdfWriter()
    papers.append(copy)
    papers.write(BytesIO())
    return True


@pytest.mark.filterwarnings("ignore:::PIL")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "AVIF", "WEBP", "TIFF", "GIF"])
def test_picture_damaged_at_random_gives_a_page_or_the_proper_error(kind):
    random, whole = Random(7), picture(kind)
    refused = 0
    assert as_page(whole)

    for _ in range(TRIES):
        data = spoilt(whole, random)
        try:
            as_page(data)
        except Unreadable:
            refused += 1
        try:
            check_picture(BytesIO(data))
        except ValidationError:
            refused += 1

    assert refused > 0
