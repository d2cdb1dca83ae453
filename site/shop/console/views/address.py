"""Put the address of an order right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.console.address_form import OrderAddressForm
from shop.rules.errors import ChangedMeanwhile, IllegalTransition
from shop.services.order_address import change_address, may_change_address

from .guards import may_fulfil
from .screen import already, order_or_404, order_page


@may_fulfil
def change(request: HttpRequest, pk: int) -> HttpResponse:
    order = order_or_404(pk)
    if not may_change_address(order):
        messages.warning(request, already(order))
        return redirect("console:order", pk=pk)
    form = OrderAddressForm(request.POST, stored=order.shipping_address)
    if not form.is_valid():
        messages.error(request, _("The address is not changed yet: see below."))
        return order_page(request, order, status=422, address_form=form)
    try:
        is_new = change_address(
            order_id=pk,
            address=form.address(),
            seen=form.cleaned_data["seen"],
            by=request.user,
            now=timezone.now(),
        )
    except IllegalTransition:
        messages.warning(request, already(order))
    except ChangedMeanwhile:
        return changed_meanwhile(request, pk, form)
    else:
        tell_changed(request, is_new)
    return redirect("console:order", pk=pk)


def changed_meanwhile(request: HttpRequest, pk: int, form: OrderAddressForm) -> HttpResponse:
    messages.error(
        request,
        _(
            "Somebody else has changed this address meanwhile, and nothing of theirs was "
            "overwritten. Please compare it with what you typed, and save again if yours is right."
        ),
    )
    order = order_or_404(pk)
    form.show_again(order.shipping_address)
    return order_page(request, order, status=409, address_form=form)


def tell_changed(request: HttpRequest, is_new: bool) -> None:
    if is_new:
        messages.success(request, _("The address is changed."))
    else:
        messages.info(request, _("The address is the same as before: nothing was changed."))
