"""The papers of one parcel or of many as one PDF."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from django.db.models import QuerySet
from pypdf import PdfWriter

from shop.fulfilment.models import Parcel
from shop.order.models import Order
from shop.services.parcel_fill import next_position

from .copies import add_copies, relied_on
from .models import Sender
from .parcel import ParcelPapers, parcel_papers
from .typesetting import typeset

#: What the papers of an order look at. The queries do not grow with the orders.
TOGETHER = ("lines__product__food", "lines__product__parent__food", "parcels__lines")


def with_papers(orders: QuerySet) -> QuerySet:
    """Select with orders all that their papers look at."""
    return orders.select_related("market", "shipping_address__country").prefetch_related(*TOGETHER)


def papers_of(orders: Iterable[Order]) -> list[ParcelPapers]:
    """Give the papers of orders from `with_papers`: of the parcels that are still here, and of
    what is not packed yet; where everything has left, of all parcels."""
    sender = Sender.load()
    return [papers for order in orders for papers in papers_of_order(order, sender)]


def papers_of_order(order: Order, sender: Sender) -> list[ParcelPapers]:
    parcels = list(order.parcels.all())
    here = [parcel for parcel in parcels if not parcel.sent_at]
    rest = {line.pk: line.count.to_pack for line in order.lines.all() if line.count.to_pack}
    shown = here if here or rest else parcels
    found = [papers_of_parcel(parcel, order, sender) for parcel in shown]
    if rest:
        found.append(parcel_papers(order, sender, rest, next_position(order)))
    return found


def papers_of_parcel(parcel: Parcel, order: Order, sender: Sender) -> ParcelPapers:
    pieces = {inside.line_id: inside.pieces for inside in parcel.lines.all()}
    return parcel_papers(order, sender, pieces, parcel.position, parcel.pk)


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
