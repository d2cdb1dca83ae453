"""Send money back: choose, read once more what will happen, agree."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateformat import time_format
from django.utils.translation import gettext as _

from shop.console.money_view import refund_offer
from shop.console.refund_form import RefundForm
from shop.console.refund_words import refund_sentences
from shop.console.words import money_words
from shop.order.models import Order
from shop.payments.gateways import gateway_for
from shop.payments.models import Refund
from shop.rules.errors import ShopError
from shop.services.refund_ask import RefundSeen, ask_refund, quote_refund

from .guards import may_refund
from .screen import order_or_404, order_page


def typed_form(request: HttpRequest, order: Order) -> RefundForm | None:
    """Give the form with what was typed, or None, and say why, where nothing can go back."""
    offer = refund_offer(order)
    if offer is not None and offer.is_open:
        return RefundForm(request.POST, offer=offer)
    if offer is not None and offer.is_disputed:
        problem = _("Nothing was sent: the buyer's bank holds this money.")
    elif offer is not None:
        problem = _("Nothing was sent: cancel the order, and its money goes back by itself.")
    else:
        problem = _("Nothing was sent: all money of this order has gone back, or none has come.")
    messages.error(request, problem)
    return None


def not_yet(request: HttpRequest, form: RefundForm) -> HttpResponse:
    messages.error(request, _("No money has moved: see below."))
    # Read anew: what somebody else did meanwhile is to be seen.
    return order_page(request, order_or_404(form.offer.order.pk), status=422, refund_form=form)


@may_refund
def review_refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in words what is about to happen, and ask once more."""
    order = order_or_404(pk)
    form = typed_form(request, order)
    if form is None:
        return redirect("console:order", pk=pk)
    if not form.is_valid():
        return not_yet(request, form)
    if "back" in request.POST:
        return order_page(request, order, refund_form=form)
    if Refund.objects.filter(key=refund_key(order, form.cleaned_data["key"])).exists():
        form.renew_key()
    try:
        quote = quote_refund(order=order, wish=form.wish())
    except ShopError as error:
        form.add_refusal(error)
        return not_yet(request, form)
    return render(
        request,
        "console/refund.html",
        {
            "record": order,
            "amount": money_words(quote.amount_minor, order.currency),
            "amount_minor": quote.amount_minor,
            "sentences": refund_sentences(form, quote),
            "reason": form.cleaned_data["reason"],
            "carried": form.carried(),
        },
    )


@may_refund
def send_refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the money back that was agreed to; pressed twice, it is sent once."""
    order = order_or_404(pk)
    key = refund_key(order, request.POST.get("refund-key", ""))
    known = Refund.objects.filter(key=key, session__order=order).first()
    if known is not None:
        tell_known(request, known, order)
        return redirect("console:order", pk=pk)
    form = typed_form(request, order)
    if form is None:
        return redirect("console:order", pk=pk)
    if not form.is_valid():
        return not_yet(request, form)
    amount = request.POST.get("amount_minor", "")
    now = timezone.now()
    try:
        refund = ask_refund(
            order_id=pk,
            wish=form.wish(),
            key=refund_key(order, form.cleaned_data["key"]),
            reason=form.cleaned_data["reason"],
            now=now,
            by=request.user,
            seen=RefundSeen(
                amount_minor=int(amount) if amount.isdecimal() and len(amount) < 16 else 0,
                left_minor=form.offer.left_minor,
            ),
        )
    except ShopError as error:
        form.add_refusal(error)
        return not_yet(request, form)
    refund.refresh_from_db()
    if refund.created_at < now:
        tell_known(request, refund, order)
    else:
        tell_refund(request, refund, order)
    return redirect("console:order", pk=pk)


def refund_key(order: Order, key: str) -> str:
    """Give the key as it is kept: no other order's, and none that the shop itself makes."""
    return f"{order.pk}-{key}"[:64]


def tell_known(request: HttpRequest, refund: Refund, order: Order) -> None:
    messages.info(
        request,
        _("%(amount)s was asked back at %(time)s already; nothing more was sent.")
        % {
            "amount": money_words(refund.amount_minor, order.currency),
            "time": time_format(timezone.localtime(refund.created_at), "H:i"),
        },
    )


def tell_refund(request: HttpRequest, refund: Refund, order: Order) -> None:
    amount = {"amount": money_words(refund.amount_minor, order.currency)}
    if refund.state == Refund.FAILED:
        messages.error(
            request,
            _("The provider refused to send %(amount)s back, so no money has moved: %(why)s.")
            % {**amount, "why": refund.failure},
        )
    elif refund.state == Refund.DONE:
        messages.success(request, _("%(amount)s was sent back.") % amount)
    elif gateway_for(refund.session.gateway).is_by_hand:
        messages.warning(
            request,
            _("Now send %(amount)s yourself, and enter the bank's reference under Payments.")
            % amount,
        )
    else:
        messages.success(
            request,
            _("%(amount)s is on its way back. Until the provider has sent it, the shop asks again.")
            % amount,
        )
