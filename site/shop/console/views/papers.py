"""Papers to print: of one parcel, of those that were ticked, and the list of what to pick."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.console.downloads import dated, pdf_file
from shop.console.selectors import TO_PACK, waits_to_be_packed
from shop.order.models import Order
from shop.papers import pick_list
from shop.papers.batch import as_pdf, papers_of, papers_of_parcel, with_papers
from shop.papers.models import Sender
from shop.papers.parcel import ParcelPapers
from shop.rules.payment_states import OrderState

from .guards import may_see_orders
from .many import ticked

#: A parcel takes about a tenth of a second; more than these nobody waits for.
MOST_PARCELS = 60
#: Orders on one pick list: more than these nobody carries to the table at once.
MOST_PICKED = 100
#: States in which a parcel is on the table, or was.
PRINTABLE = (*TO_PACK, OrderState.PACKED, OrderState.PARTLY_SENT, OrderState.SENT)


@require_safe
@may_see_orders
def of_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Give all papers of an order as PDF: of its parcels, and of what is not packed yet."""
    return printed(request, pk, papers_of(with_papers(printable().filter(pk=pk))))


@require_safe
@may_see_orders
def of_parcel(request: HttpRequest, pk: int, parcel_pk: int) -> HttpResponse:
    """Give the papers of one parcel as PDF, also after it has left."""
    order = get_object_or_404(with_papers(printable()), pk=pk)
    found = [parcel for parcel in order.parcels.all() if parcel.pk == parcel_pk]
    sender = Sender.load()
    return printed(request, pk, [papers_of_parcel(each, order, sender) for each in found])


def printed(request: HttpRequest, pk: int, papers: list[ParcelPapers]) -> HttpResponse:
    if not papers:
        raise Http404
    if not papers[0].sender.is_complete:
        return refuse(request, "console:order", pk)
    return pdf_file(as_pdf(papers), papers[0].number)


@require_safe
@may_see_orders
def of_many(request: HttpRequest) -> HttpResponse:
    """Give the papers of the ticked orders as one PDF, in the order in which they are packed."""
    ids = ticked(request)
    if not ids:
        messages.warning(request, _("Please tick the orders first."))
        return redirect("console:to-pack")
    if len(ids) > MOST_PARCELS:
        words = _("At most %d parcels in one file: please tick fewer.")
        messages.warning(request, words % MOST_PARCELS)
        return redirect("console:to-pack")
    if not Sender.load().is_complete:
        return refuse(request, "console:to-pack")
    found = papers_of(with_papers(printable().filter(pk__in=ids).order_by("date_placed", "pk")))
    if not found:
        raise Http404
    return pdf_file(as_pdf(found), dated("papers"))


@require_safe
@may_see_orders
def pick(request: HttpRequest) -> HttpResponse:
    """Show what to take from the shelves for the orders that wait longest to be packed."""
    makers = pick_list.pick_list(to_pack()[:MOST_PICKED])
    pieces = sum(each.pieces for _maker, picks in makers for each in picks)
    context = {
        "makers": makers,
        "pieces": pieces,
        "orders": to_pack().count(),
        "most": MOST_PICKED,
    }
    return render(request, "console/pick_list.html", context)


@require_safe
@may_see_orders
def pick_pdf(request: HttpRequest) -> HttpResponse:
    return pdf_file(pick_list.as_pdf(to_pack()[:MOST_PICKED]), dated("pick-list"))


def printable_papers(order: Order) -> list[ParcelPapers]:
    """Give what can be printed for an order just now, to be looked at before it is."""
    return papers_of(with_papers(printable().filter(pk=order.pk)))


def printable():
    return Order.objects.filter(status__in=PRINTABLE)


def to_pack():
    return Order.objects.filter(waits_to_be_packed()).order_by("date_placed", "pk")


def refuse(request: HttpRequest, name: str, *args) -> HttpResponse:
    """Go back, and say that nobody has written down yet who sends."""
    messages.error(request, _("Please write down first who sends: Settings, Sender of parcels."))
    return redirect(name, *args)
