"""Pack an order's parcels, open one again, send it, take it in again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.console.money_forms import CameBackForm
from shop.console.parcel_forms import PackForm, SendForm
from shop.fulfilment.models import Parcel
from shop.rules.errors import ChangedMeanwhile, IllegalTransition, PaymentDisputed
from shop.services.order_fulfil import (
    pack_order,
    send_parcel,
    take_back_parcel,
    unpack_parcel,
)

from .guards import may_fulfil
from .screen import already, disputed, may_pack, order_or_404, order_page


@may_fulfil
def mark_packed(request: HttpRequest, pk: int) -> HttpResponse:
    """Pack a parcel with what was typed."""
    order = order_or_404(pk)
    if not may_pack(order):
        messages.warning(request, already(order))
        return redirect("console:order", pk=pk)
    form = PackForm(request.POST, order=order)
    if not form.is_valid():
        messages.error(request, _("The parcel is not packed yet: see below."))
        return order_page(request, order, status=422, pack_form=form)
    try:
        order = pack_order(
            order_id=pk, by=request.user, now=timezone.now(), contents=form.contents()
        )
    except (IllegalTransition, ChangedMeanwhile):
        messages.warning(request, already(order))
    except PaymentDisputed:
        messages.error(request, disputed())
    else:
        messages.success(request, packed_words(order))
    return redirect("console:order", pk=pk)


def packed_words(order) -> str:
    words = {"number": order.number}
    if any(line.count.to_pack for line in order.lines.all()):
        return _("A parcel of order %(number)s is packed. The rest waits.") % words
    return _("Order %(number)s is packed.") % words


@may_fulfil
def open_again(request: HttpRequest, pk: int, parcel_pk: int) -> HttpResponse:
    """Take a parcel apart that is still here, because it was packed wrongly."""
    parcel = parcel_or_404(pk, parcel_pk)
    try:
        unpack_parcel(parcel_id=parcel.pk, by=request.user, now=timezone.now())
    except (IllegalTransition, ChangedMeanwhile):
        messages.warning(request, already(parcel.order))
    else:
        messages.success(
            request,
            _("Parcel %(number)s is open again: its things are to be packed anew.")
            % {"number": parcel.number},
        )
    return redirect("console:order", pk=pk)


@may_fulfil
def mark_sent(request: HttpRequest, pk: int, parcel_pk: int) -> HttpResponse:
    parcel, order = parcel_or_404(pk, parcel_pk), order_or_404(pk)
    if parcel.sent_at:
        messages.warning(request, already(order))
        return redirect("console:order", pk=pk)
    form = SendForm(request.POST, auto_id=f"id_{parcel.pk}_%s")
    if not form.is_valid():
        messages.error(request, _("The parcel is not marked as sent yet: see below."))
        return order_page(request, order, status=422, send_forms={parcel.pk: form})
    try:
        send_parcel(parcel_id=parcel.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    except (IllegalTransition, ChangedMeanwhile):
        messages.warning(request, already(order))
    except PaymentDisputed:
        messages.error(request, disputed())
    else:
        messages.success(
            request,
            _("Parcel %(number)s is sent, and the customer has been told.")
            % {"number": parcel.number},
        )
    return redirect("console:order", pk=pk)


def parcel_or_404(pk: int, parcel_pk: int) -> Parcel:
    return get_object_or_404(Parcel.objects.select_related("order"), pk=parcel_pk, order=pk)


@may_fulfil
def mark_came_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a parcel that nobody paid for at the door."""
    order = order_or_404(pk)
    form = CameBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The parcel is not marked as back yet: see below."))
        return order_page(request, order, status=422, back_form=form)
    restock = form.cleaned_data["restock"] == "yes"
    try:
        take_back_parcel(order_id=order.pk, restock=restock, by=request.user, now=timezone.now())
    except IllegalTransition:
        messages.warning(request, already(order))
    else:
        messages.success(
            request,
            _("The parcel is back, and its things are on sale again.")
            if restock
            else _("The parcel is back. Its things are not put on sale again."),
        )
    return redirect("console:order", pk=pk)
