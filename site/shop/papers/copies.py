"""Copies of the certificates that a sale relied on, put behind the papers of its parcel."""

from collections.abc import Iterable
from io import BytesIO

from django.db.models import Q
from django.utils.translation import gettext as _
from PIL import Image
from pypdf import PdfWriter

from home.scans import OF_PILLOW, PDF, PdfFault, UnusablePdf, copy_pdf
from shop.certification.models import Certificate
from shop.order.models import Order

from .typesetting import typeset

#: More than a copier makes of a certificate; what is larger is not worth a packer's wait.
MOST_BYTES = 20 * 1024 * 1024
MOST_PAGES = 20
DPI = 150


class Unreadable(Exception):
    """A scan cannot be copied; the message says why, to staff."""


def relied_on(orders: Iterable[Order]) -> dict[tuple[str, str, str], Certificate]:
    """Give the certificates named on the lines of orders, by kind, body and number. One query."""
    named = {
        (paper["kind"], paper["body"], paper["number"])
        for order in orders
        for line in order.lines.all()
        for paper in line.certificates
    }
    if not named:
        return {}
    is_named = Q()
    for kind, body, number in named:
        is_named |= Q(kind__code=kind, body=body, number=number)
    found = Certificate.objects.filter(is_named).select_related("kind", "document")
    return {(each.kind.code, each.body, each.number): each for each in found}


def add_copies(writer: PdfWriter, papers: Iterable[dict], known: dict) -> None:
    """Add a copy of each paper of a line's record; where there is none, a page that says so."""
    for key in dict.fromkeys((p["kind"], p["body"], p["number"]) for p in papers):
        certificate = known.get(key)
        try:
            add_scan(writer, certificate)
        except Unreadable as error:
            kind = certificate.kind.name if certificate else key[0]
            page = {"kind": kind, "number": key[2], "reason": str(error)}
            writer.append(BytesIO(typeset("no_copy", page)))


def add_scan(writer: PdfWriter, certificate: Certificate | None) -> None:
    """Raises: `Unreadable`."""
    if certificate is None:
        raise Unreadable(_("The certificate is no longer in the register."))
    if certificate.document is None:
        raise Unreadable(_("No scan was added to this certificate."))
    data = read(certificate.document.file)
    writer.append(as_pages(data) if data.startswith(PDF) else as_page(data))


def read(file) -> bytes:
    try:
        with file.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except OSError:
        raise Unreadable(_("The file of the scan is not there any more.")) from None
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The scan is too large to be copied: more than 20 MB."))
    return data


def as_pages(data: bytes) -> BytesIO:
    """Copy a PDF. Raises: `Unreadable`."""
    try:
        return copy_pdf(BytesIO(data), MOST_PAGES)
    except UnusablePdf as error:
        raise Unreadable(words_of(error.fault)) from None


def words_of(fault: PdfFault) -> str:
    if fault is PdfFault.LOCKED:
        return _("The scan is locked with a password.")
    if fault is PdfFault.DAMAGED:
        return _("The scan is damaged.")
    return _("The scan has no page, or more than 20.")


def as_page(data: bytes) -> BytesIO:
    """Make one page of a picture. Raises: `Unreadable`."""
    page = BytesIO()
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.convert("RGB").save(page, "PDF", resolution=DPI)
    except OF_PILLOW:
        raise Unreadable(_("The scan is neither a PDF nor a picture.")) from None
    page.seek(0)
    return page
