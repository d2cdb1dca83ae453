"""Staff say what they saw: money that arrived, money that they sent back themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.console.money_forms import ReceiptForm, SentByHandForm
from shop.console.money_view import due_by_hand
from shop.console.words import money_words
from shop.ledger.models import MoneyEntry
from shop.order.models import Order
from shop.payments.models import Refund
from shop.rules.errors import IllegalTransition, ReceiptKnown
from shop.rules.payment_states import OrderState
from shop.services.receipt_confirm import confirm_receipt, confirm_refund

from .guards import may_confirm_receipt, may_refund
from .screen import already, order_or_404, order_page


@may_confirm_receipt
def money_arrived(request: HttpRequest, pk: int) -> HttpResponse:
    order = order_or_404(pk)
    due = due_by_hand(order)
    if due is None:
        messages.warning(request, _("This order is not paid by hand: its provider tells the shop."))
        return redirect("console:order", pk=pk)
    form = ReceiptForm(request.POST, due=due)
    if form.is_valid():
        before = order.attention
        try:
            order = confirm_receipt(
                order_id=pk,
                amount_minor=form.cleaned_data["amount"],
                reference=form.cleaned_data["reference"],
                by=request.user,
                now=timezone.now(),
            )
        except ReceiptKnown:
            form.add_error("reference", known_words(form.cleaned_data["reference"], due.session))
        except IllegalTransition:
            messages.warning(request, already(order))
            return redirect("console:order", pk=pk)
        else:
            tell_receipt(request, order, form.cleaned_data["amount"], before)
            return redirect("console:order", pk=pk)
    messages.error(request, _("The money is not entered yet: see below."))
    return order_page(request, order_or_404(pk), status=422, receipt_form=form)


def known_words(reference: str, session) -> str:
    """Say in which order's books the reference stands."""
    entry = MoneyEntry.objects.filter(
        gateway=session.gateway, kind=MoneyEntry.Kind.PAYMENT, reference=reference
    ).select_related("order")
    number = entry[0].order.number if entry else ""
    return _("Money with this reference was entered before, for order %(number)s.") % {
        "number": number
    }


def tell_receipt(request: HttpRequest, order: Order, amount_minor: int, before: str) -> None:
    """Say what came of it: paid, less, more, or something that wants a look."""
    due = due_by_hand(order)
    came = _("%(amount)s is entered.") % {"amount": money_words(amount_minor, due.currency)}
    if due.missing_minor:
        still = money_words(due.missing_minor, due.currency)
        messages.warning(
            request,
            f"{came} "
            + _("%(amount)s is still missing; the order goes on waiting for it.")
            % {"amount": still},
        )
    elif due.surplus_minor and order.paid_at is not None:
        surplus = money_words(due.surplus_minor, due.currency)
        messages.warning(
            request,
            f"{came} "
            + _("The order is paid, and %(amount)s is too much: send it back below.")
            % {"amount": surplus},
        )
    elif order.state is OrderState.REFUNDED:
        messages.warning(
            request,
            f"{came} "
            + _("The order was given up and its things are gone: the money has to go back."),
        )
    elif order.attention != before:
        messages.warning(request, f"{came} {order.attention}.")
    else:
        messages.success(request, f"{came} " + _("The order is paid."))


@may_refund
def refund_sent(request: HttpRequest, pk: int, refund_pk: int) -> HttpResponse:
    """Enter the bank's reference of a refund that staff sent themselves."""
    order = order_or_404(pk)
    refund = get_object_or_404(Refund, pk=refund_pk, session__order=order)
    form = SentByHandForm(request.POST, refund_id=refund.pk)
    if form.is_valid():
        try:
            is_news = confirm_refund(
                refund_id=refund.pk,
                reference=form.cleaned_data["reference"],
                by=request.user,
                now=timezone.now(),
            )
        except ReceiptKnown:
            form.add_error("reference", _("This reference belongs to another refund."))
        except IllegalTransition:
            messages.warning(request, _("The provider sends this refund itself."))
            return redirect("console:order", pk=pk)
        else:
            amount = money_words(refund.amount_minor, order.currency)
            if is_news:
                messages.success(
                    request,
                    _("Entered: %(amount)s was sent back, and the customer is told.")
                    % {"amount": amount},
                )
            else:
                messages.warning(request, _("Nothing was changed: this was entered before."))
            return redirect("console:order", pk=pk)
    messages.error(request, _("Not entered yet: see below."))
    return order_page(request, order_or_404(pk), status=422, sent_forms={refund.pk: form})
