"""What is done to many orders with one press."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from shop.rules.errors import PaymentDisputed
from shop.services.orders_pack import Packing, pack_orders

from .filters import asked_query, back_to_list

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


def reason(packing: Packing) -> str:
    if isinstance(packing.error, PaymentDisputed):
        return _("the buyer's bank disputes the payment")
    return _("it stands at: %s") % packing.order.state_label
