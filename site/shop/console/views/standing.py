"""Give an unpaid order up, and say that a person has looked at one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.console.money_view import is_releasable
from shop.order.models import Order
from shop.rules.errors import GatewayUnavailable, IllegalTransition
from shop.rules.payment_states import OrderEvent, OrderState
from shop.services.attention_clear import clear_attention
from shop.services.order_cancel import cancel_order

from .guards import may_fulfil
from .screen import already, order_or_404


@may_fulfil
def ask_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in words what cancelling does, and ask once more."""
    order = order_or_404(pk)
    if not is_releasable(order):
        messages.warning(request, already(order))
        return redirect("console:order", pk=pk)
    came = sum(session.balance.left for session in order.payment_sessions.all())
    return render(request, "console/cancel.html", {"record": order, "came_minor": came})


@may_fulfil
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(Order, pk=pk)
    if not is_releasable(order):
        messages.warning(request, already(order))
        return redirect("console:order", pk=pk)
    try:
        order = cancel_order(order_id=pk, event=OrderEvent.STAFF_CANCELLED, by=request.user)
    except GatewayUnavailable:
        messages.error(
            request,
            _(
                "The payment provider does not answer, and without it the customer could still "
                "pay. Nothing was changed; please try again in a few minutes."
            ),
        )
    except IllegalTransition:
        messages.warning(request, already(order))
    else:
        tell_cancelled(request, order)
    return redirect("console:order", pk=pk)


def tell_cancelled(request: HttpRequest, order: Order) -> None:
    if order.state is OrderState.CANCELLED:
        messages.success(
            request,
            _("Order %(number)s is cancelled, and its things are on sale again.")
            % {"number": order.number},
        )
    else:
        messages.warning(
            request,
            _("Order %(number)s is not cancelled: it has been paid, or will be. It stands at: ")
            % {"number": order.number}
            + str(order.state_label),
        )


@may_fulfil
def looked_at(request: HttpRequest, pk: int) -> HttpResponse:
    """Clear what the person has read; what came after it stays."""
    order = get_object_or_404(Order, pk=pk)
    seen = request.POST.get("seen", "")
    order = clear_attention(order_id=order.pk, seen=seen, by=request.user, now=timezone.now())
    if order.attention:
        messages.warning(request, _("Something else has come up meanwhile: please look again."))
    else:
        messages.success(request, _("Noted that you have looked at it."))
    return redirect("console:order", pk=pk)
