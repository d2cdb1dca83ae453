"""PDFs and pictures that others made: whatever is wrong with one is known for it, and told."""

import struct
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO

from PIL import Image
from pypdf import PdfReader, PdfWriter

PDF = b"%PDF-"
#: What Pillow raises at files that are no picture, or a damaged one; its readers of single formats
#: let out what its own `Image.open` catches of them.
OF_PILLOW = (
    *(OSError, ValueError, RuntimeError, Image.DecompressionBombError),
    *(SyntaxError, IndexError, TypeError, struct.error),
)


class PdfFault(StrEnum):
    """Why a PDF is of no use to us."""

    LOCKED = "locked"
    DAMAGED = "damaged"
    NO_PAGE = "no_page"
    TOO_LONG = "too_long"


class UnusablePdf(Exception):
    """A PDF cannot be copied; `fault` says why."""

    def __init__(self, fault: PdfFault) -> None:
        self.fault = fault
        super().__init__(fault)


def copy_pdf(file: BinaryIO, most_pages: int | None = None) -> BytesIO:
    """Give a copy of all pages, whole and ready to be put behind others. Raises: `UnusablePdf`.

    Reading the pages alone would not tell: of many a damaged file they can be counted, and their
    content is missed only where it is copied, or written.
    """
    try:
        reader = PdfReader(file)
        fault = fault_of(reader, most_pages)
        copy = BytesIO() if fault else copied(reader)
    # Source: pypdf.errors, "broken PDF files might cause other Exceptions" – and they do.
    except Exception:
        raise UnusablePdf(PdfFault.DAMAGED) from None
    if fault:
        raise UnusablePdf(fault)
    return copy


def fault_of(reader: PdfReader, most_pages: int | None) -> PdfFault | None:
    if reader.is_encrypted:
        return PdfFault.LOCKED
    count = len(reader.pages)
    if not count:
        return PdfFault.NO_PAGE
    return PdfFault.TOO_LONG if most_pages and count > most_pages else None


def copied(reader: PdfReader) -> BytesIO:
    """Copy the pages without the table of contents: nobody turns to it on paper."""
    writer, copy = PdfWriter(), BytesIO()
    writer.append(reader, import_outline=False)
    writer.write(copy)
    copy.seek(0)
    return copy
