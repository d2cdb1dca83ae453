"""What tests of the papers need: an order that goes far, a sender, and eyes for a PDF."""

import re
from io import BytesIO

import pypdfium2
from barcode.charsets.code128 import CODES
from pypdf import PdfReader

from factories.orders import make_basket, pay, place
from shop.order.models import Order, ShippingAddress
from shop.papers.batch import papers_of, with_papers
from shop.papers.models import Sender
from shop.papers.parcel import ParcelPapers

#: What a page may not draw on: the outermost millimetres.
MARGIN_MM = 3
DPI = 100


def make_sender(**fields) -> Sender:
    sender = Sender.load()
    defaults = {
        "name": "OVOP Aral (demonstration)",
        "street": "Gharezsizlik 1",
        "city": "Nukus",
        "postcode": "230100",
        "country_id": "UZ",
        "signatory": "S. Demo",
        "sdr_in_usd": "1.36",
        "sdr_in_jpy": "205",
        "sdr_in_uzs": "16500",
    }
    for name, value in (defaults | fields).items():
        setattr(sender, name, value)
    sender.save()
    return Sender.load()


def japanese_address(**fields) -> ShippingAddress:
    defaults = {
        "first_name": "髙橋 みのり",
        "line1": "神宮前四丁目12番10号 表参道ヒルズ西館",
        "line2": "アラルマンション 1203号室",
        "line4": "渋谷区",
        "state": "東京都",
        "postcode": "150-0001",
        "country_id": "JP",
        "phone_number": "+81312345678",
    }
    return ShippingAddress(**(defaults | fields))


def papers_for(order: Order) -> ParcelPapers:
    [papers] = papers_of(with_papers(Order.objects.filter(pk=order.pk)))
    return papers


def text_of(pdf: bytes) -> list[str]:
    """Give the text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def fonts_of(pdf: bytes) -> set[str]:
    """Give the names of all fonts; each must lie in the file."""
    names = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(font.get_object()["/BaseFont"].split("+")[-1])
    return names


def pictures_of(pdf: bytes) -> list:
    """Draw every page, in greys."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]


def touches_the_edge(picture) -> bool:
    """Say whether anything is drawn where a page ends, as if it had been cut."""
    edge = round(MARGIN_MM / 25.4 * DPI)
    width, height = picture.size
    inner = picture.copy()
    inner.paste(255, (edge, edge, width - edge, height - edge))
    return inner.getextrema()[0] < 200


def order_of(*lines, market: str, total: str, address, language: str = "en", **fields) -> Order:
    order = pay(place(make_basket(*lines, market=market), total=total, address=address))
    Order.objects.filter(pk=order.pk).update(language=language, **fields)
    return Order.objects.get(pk=order.pk)


def read_bars(svg: str) -> str:
    """Read a Code 128 the way a scanner does: by the widths of its bars and gaps."""
    bars = [(int(x), int(w)) for x, w in re.findall(r'<rect x="(\d+)" width="(\d+)"', svg)]
    modules = ""
    for start, width in bars:
        modules = modules.ljust(start - bars[0][0], "0") + "1" * width
    symbols = [modules[place : place + 11] for place in range(0, len(modules) - 13, 11)]
    values = [CODES.index(symbol) for symbol in symbols]
    start, *codes, check = values
    assert check == (start + sum(n * code for n, code in enumerate(codes, 1))) % 103
    return as_text(start, codes)


def as_text(start: int, codes: list[int]) -> str:
    """Follow the code sets A, B and C."""
    mode, text = {103: "A", 104: "B", 105: "C"}[start], ""
    for code in codes:
        if code in (99, 100, 101) and (code != 99 or mode != "C"):
            mode = {99: "C", 100: "B", 101: "A"}[code]
        elif mode == "C":
            text += f"{code:02d}"
        else:
            text += chr(code + 32)
    return text
