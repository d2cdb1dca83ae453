"""What is done to many orders with one press."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from shop.console.selectors import parcels_to_send
from shop.console.send_many import SendMany
from shop.rules.errors import PaymentDisputed
from shop.services.orders_pack import Packing, pack_orders
from shop.services.parcels_send import Sending, send_parcels

from .filters import asked_query, back_to_list
from .orders import to_pack_page

#: More than anybody ticks; the rest waits for the next press.
MOST_AT_ONCE = 200
LONGEST_ID = 18


@require_POST
def pack_many(request: HttpRequest) -> HttpResponse:
    """Mark the ticked orders packed, and say which were and which were not, and why."""
    if not request.user.has_perms(["order.view_order", "order.change_order"]):
        raise PermissionDenied
    ids = ticked(request)
    if not ids:
        messages.warning(request, _("Please tick the orders first."))
    if len(ids) > MOST_AT_ONCE:
        messages.warning(
            request,
            _("At most %d orders at once: please press again for the rest.") % MOST_AT_ONCE,
        )
    tell(request, pack_orders(order_ids=ids[:MOST_AT_ONCE], by=request.user, now=timezone.now()))
    if request.POST.get("back") == "to-pack":
        return redirect("console:to-pack")
    return back_to_list(asked_query(request))


@require_POST
def send_many(request: HttpRequest) -> HttpResponse:
    """Send all parcels for which a number was typed; one wrong number holds all of them back."""
    if not request.user.has_perms(["order.view_order", "order.change_order"]):
        raise PermissionDenied
    form = SendMany(parcels_to_send().filter(pk__in=typed_parcels(request)), request.POST)
    if not form.is_valid:
        messages.error(request, _("No parcel is marked as sent yet: see below."))
        return to_pack_page(request, data=request.POST, status=422)
    if not form.numbers:
        messages.warning(request, _("Please type the tracking numbers first."))
        return redirect("console:to-pack")
    carrier = form.carrier_form.cleaned_data["carrier"]
    results = send_parcels(
        numbers=form.numbers, carrier=carrier, by=request.user, now=timezone.now()
    )
    tell_sent(request, results)
    return redirect("console:to-pack")


def typed_parcels(request: HttpRequest) -> list[int]:
    """Give the parcels for which a number was typed."""
    names = [name.partition("-") for name, typed in request.POST.items() if typed.strip()]
    found = [pk for word, _dash, pk in names if word == "number"]
    return [int(pk) for pk in found if pk.isdecimal() and len(pk) <= LONGEST_ID][:MOST_AT_ONCE]


def tell_sent(request: HttpRequest, results: list[Sending]) -> None:
    sent = [each.parcel.number for each in results if each.error is None]
    refused = [each for each in results if each.error]
    if sent:
        words = ngettext(
            "%d parcel is sent, and its customer has been told: ",
            "%d parcels are sent, and their customers have been told: ",
            len(sent),
        )
        messages.success(request, words % len(sent) + ", ".join(sent))
    if refused:
        reasons = (f"{each.parcel.number} ({reason(each)})" for each in refused)
        messages.error(request, _("Not sent: ") + ", ".join(reasons))


def ticked(request: HttpRequest) -> list[int]:
    typed = dict.fromkeys([*request.GET.getlist("order"), *request.POST.getlist("order")])
    return [int(pk) for pk in typed if pk.isdecimal() and len(pk) <= LONGEST_ID]


def tell(request: HttpRequest, results: list[Packing]) -> None:
    packed = [each.order.number for each in results if each.error is None]
    before = [each.order.number for each in results if each.was_packed_before]
    refused = [each for each in results if each.error and not each.was_packed_before]
    if packed:
        words = ngettext("%d order is packed: ", "%d orders are packed: ", len(packed))
        messages.success(request, words % len(packed) + ", ".join(packed))
    if before:
        messages.info(request, _("Packed already, nothing was changed: ") + ", ".join(before))
    if refused:
        reasons = (f"{each.order.number} ({reason(each)})" for each in refused)
        messages.error(request, _("Not packed: ") + ", ".join(reasons))


def reason(packing: Packing | Sending) -> str:
    if isinstance(packing.error, PaymentDisputed):
        return _("the buyer's bank disputes the payment")
    return _("it stands at: %s") % packing.order.state_label
