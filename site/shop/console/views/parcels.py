"""Pack an order, send its parcel, take it in again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.console.forms import SendForm
from shop.console.money_forms import CameBackForm
from shop.order.models import Order
from shop.rules.errors import IllegalTransition, PaymentDisputed
from shop.rules.payment_states import OrderState
from shop.services.order_fulfil import pack_order, send_order, take_back_parcel

from .guards import may_fulfil
from .screen import already, disputed, order_or_404, order_page


@may_fulfil
def mark_packed(request: HttpRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(Order, pk=pk)
    try:
        pack_order(order_id=order.pk, by=request.user, now=timezone.now())
    except IllegalTransition:
        messages.warning(request, already(order))
    except PaymentDisputed:
        messages.error(request, disputed())
    else:
        messages.success(request, _("Order %(number)s is packed.") % {"number": order.number})
    return redirect("console:order", pk=pk)


@may_fulfil
def mark_sent(request: HttpRequest, pk: int) -> HttpResponse:
    order = order_or_404(pk)
    if order.state is not OrderState.PACKED:
        messages.warning(request, already(order))
        return redirect("console:order", pk=pk)
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The parcel is not marked as sent yet: see below."))
        return order_page(request, order, status=422, send_form=form)
    try:
        send_order(order_id=order.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    except IllegalTransition:
        messages.warning(request, already(order))
    except PaymentDisputed:
        messages.error(request, disputed())
    else:
        messages.success(
            request,
            _("Order %(number)s is sent, and the customer has been told.")
            % {"number": order.number},
        )
    return redirect("console:order", pk=pk)


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
