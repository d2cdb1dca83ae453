"""The papers of one parcel or of many as one PDF."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from django.db.models import QuerySet
from pypdf import PdfWriter

from shop.order.models import Order

from .copies import add_copies, relied_on
from .models import Sender
from .parcel import ParcelPapers, parcel_papers
from .typesetting import typeset

#: What the papers of an order look at. The queries do not grow with the orders.
TOGETHER = ("lines__product__food", "lines__product__parent__food")


def with_papers(orders: QuerySet) -> QuerySet:
    """Select with orders all that their papers look at."""
    return orders.select_related("market", "shipping_address__country").prefetch_related(*TOGETHER)


def papers_of(orders: Iterable[Order]) -> list[ParcelPapers]:
    """Give the papers of orders from `with_papers`: of each, of all that is left to send."""
    sender = Sender.load()
    return [parcel_papers(order, sender) for order in orders]


def as_pdf(batch: list[ParcelPapers]) -> bytes:
    """Give all papers, one parcel after the other, each with copies of its certificates."""
    writer = PdfWriter()
    known = relied_on([papers.order for papers in batch])
    for papers in batch:
        writer.append(BytesIO(typeset("parcel", papers.data())))
        if papers.is_abroad:
            add_copies(writer, certificates_of(papers), known)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def certificates_of(papers: ParcelPapers) -> Iterator[dict]:
    for item in papers.items:
        yield from item.line.certificates
