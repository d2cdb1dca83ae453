"""One order with all that is known of it, and what may be done with it now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.console.address_form import OrderAddressForm
from shop.console.money_forms import CameBackForm, ReceiptForm, SentByHandForm
from shop.console.money_view import (
    RELATED_MONEY,
    due_by_hand,
    is_releasable,
    open_disputes,
    refund_offer,
)
from shop.console.note_form import NoteForm
from shop.console.parcel_forms import PackForm, SendForm
from shop.console.refund_form import RefundForm
from shop.console.selectors import TO_PACK, listed_orders
from shop.console.words import event_words
from shop.order.models import Order
from shop.order.presenter import order_view
from shop.payments.gateways import gateway_for
from shop.payments.models import Refund
from shop.rules.payment_states import HOLDS_STOCK, OrderState
from shop.services.order_address import may_change_address
from shop.services.order_note import EVENT as NOTE

from .guards import may_see_orders
from .papers import printable_papers


def order_or_404(pk: int) -> Order:
    orders = listed_orders().prefetch_related(*RELATED_MONEY, "parcels__lines__line")
    return get_object_or_404(orders, pk=pk)


@require_safe
@may_see_orders
def order_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return order_page(request, order_or_404(pk))


def order_page(request: HttpRequest, order: Order, status: int = 200, **forms) -> HttpResponse:
    """Show the order; `forms` hold what was typed, with its errors, in place of empty ones.

    They are named `pack_form`, `note_form`, `receipt_form`, `refund_form`, `back_form`,
    `address_form`, and, by the id of parcel or refund, `send_forms` and `sent_forms`.
    """
    disputes = open_disputes(order)
    may_fulfil = request.user.has_perm("order.change_order")
    may_move = may_fulfil and not disputes
    acts = list(order.acts.select_related("by"))
    context = {
        "record": order,
        "order": order_view(order),
        "lines": order.lines.all(),
        "disputes": disputes,
        "mails": order.mails.all(),
        "acts": [{"act": act, "words": event_words(act.event)} for act in acts],
        "notes": [act for act in acts if act.event == NOTE],
        "note_form": (forms.get("note_form") or NoteForm()) if may_fulfil else None,
        "sessions": payments(request, order, forms.get("sent_forms", {})),
        "may_fulfil": may_fulfil,
        "may_cancel": may_fulfil and is_releasable(order),
        "parcels": parcels(order, forms.get("send_forms", {}), may_move),
        **receipt_context(request, order, forms),
        **refund_context(request, order, forms),
        **book_context(request, order),
        "papers": printable_papers(order),
    }
    if may_move and may_pack(order):
        context["pack_form"] = forms.get("pack_form") or PackForm(order=order)
    if may_fulfil and may_change_address(order):
        context["address_form"] = forms.get("address_form") or OrderAddressForm(
            stored=order.shipping_address
        )
        context["address_is_open"] = "address_form" in forms
    if may_fulfil and is_cash_due(order) and order.state is OrderState.SENT:
        context["back_form"] = forms.get("back_form") or CameBackForm()
    context["forms_with_errors"] = [form for form in flat(forms) if form.errors]
    return render(request, "console/order.html", context, status=status)


def flat(forms: dict) -> list:
    """Give all forms, also those that are kept by the id of what they are about."""
    found = []
    for form in forms.values():
        found += form.values() if isinstance(form, dict) else [form]
    return found


def may_pack(order: Order) -> bool:
    """Say whether anything of the order is to be put into a parcel now."""
    is_under_way = order.state in (*TO_PACK, OrderState.PARTLY_SENT)
    return is_under_way and any(line.count.to_pack for line in order.lines.all())


def parcels(order: Order, typed: dict, may_move: bool) -> list[dict]:
    """Give the parcels, and a form to send each that is still here."""
    goes_on = may_move and order.state in HOLDS_STOCK
    return [
        {
            "parcel": parcel,
            "form": typed.get(parcel.pk) or SendForm(auto_id=f"id_{parcel.pk}_%s")
            if goes_on and not parcel.sent_at
            else None,
        }
        for parcel in order.parcels.all()
    ]


def is_cash_due(order: Order) -> bool:
    return gateway_for(order.payment).pays_at_the_door and order.paid_at is None


def payments(request: HttpRequest, order: Order, sent_forms: dict) -> list[dict]:
    """Give the payment attempts, and a form for each refund that staff send themselves."""
    may_refund = request.user.has_perm("payments.add_refund")
    rows = []
    for session in order.payment_sessions.all():
        is_by_hand = gateway_for(session.gateway).is_by_hand
        refunds = []
        for refund in session.refunds.all():
            waits = is_by_hand and may_refund and refund.state == Refund.PENDING
            form = sent_forms.get(refund.pk) or SentByHandForm(refund_id=refund.pk)
            refunds.append({"refund": refund, "form": form if waits else None})
        rows.append({"session": session, "refunds": refunds})
    return rows


def receipt_context(request: HttpRequest, order: Order, forms: dict) -> dict:
    due = due_by_hand(order)
    if due is None or not request.user.has_perm("payments.confirm_receipt"):
        return {"due": due}
    return {"due": due, "receipt_form": forms.get("receipt_form") or ReceiptForm(due=due)}


def refund_context(request: HttpRequest, order: Order, forms: dict) -> dict:
    if not request.user.has_perm("payments.add_refund"):
        return {}
    offer = refund_offer(order)
    if offer is None or not offer.is_open:
        return {"offer": offer}
    form = forms.get("refund_form")
    if form is None:
        form = RefundForm(offer=offer)
    else:
        form.show_again()
    return {"offer": offer, "refund_form": form}


def book_context(request: HttpRequest, order: Order) -> dict:
    """Give the order's own entries in the books, to those who may read the books."""
    books = {}
    if request.user.has_perm("ledger.view_moneyentry"):
        books["money_entries"] = order.money_entries.select_related("by")
    if request.user.has_perm("ledger.view_stockentry"):
        books["stock_entries"] = order.stock_entries.select_related("by", "record__product__parent")
    return books


def already(order: Order) -> str:
    """Say in which state somebody else, or an earlier click, has put the order."""
    order.refresh_from_db(fields=["status"])
    return _("Nothing was changed. Order %(number)s stands at: %(state)s.") % {
        "number": order.number,
        "state": order.state_label,
    }


def disputed() -> str:
    return _(
        "The buyer's bank disputes this payment: nothing can be packed or sent until it is decided."
    )
