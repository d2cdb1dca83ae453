"""What a refund will do, in sentences that are read before it is agreed to."""

from django.utils.translation import gettext as _

from shop.payments.gateways import gateway_for
from shop.rules.payment_states import OrderState
from shop.services.refund_ask import REFUNDABLE, RefundQuote

from .refund_form import RefundForm
from .words import money_words, way_to_pay


def refund_sentences(form: RefundForm, quote: RefundQuote) -> list[str]:
    """Give one sentence for each thing that happens."""
    offer, wish = form.offer, form.wish()
    amount = money_words(quote.amount_minor, offer.currency)
    said = [money_sentence(quote, amount)]
    if wish.delivery:
        said.append(
            _("%(amount)s of it is for the delivery.")
            % {"amount": money_words(offer.delivery_minor, offer.currency)}
        )
    said += pieces_sentences(form, quote)
    leaves_nothing = quote.amount_minor == quote.session.balance.left
    if leaves_nothing and offer.order.state in REFUNDABLE:
        said.append(_("Nothing is left then: the order is closed as refunded."))
    said.append(_("Tell the customer by mail, once the money has left."))
    return said


def money_sentence(quote: RefundQuote, amount: str) -> str:
    gateway = gateway_for(quote.session.gateway)
    if gateway.is_by_hand:
        return _(
            "Note that %(amount)s goes back by hand (%(way)s): you send it yourself, then enter "
            "the bank's reference here."
        ) % {"amount": amount, "way": way_to_pay(gateway.code)}
    return _("Send back %(amount)s the way it came.") % {"amount": amount}


def pieces_sentences(form: RefundForm, quote: RefundQuote) -> list[str]:
    offer, wish = form.offer, form.wish()
    titles = {row.line.pk: row.line.title for row in offer.rows}
    pieces = ", ".join(f"{count} × {titles[pk]}" for pk, count in quote.pieces.items())
    if not pieces:
        return []
    if offer.is_on_shelf:
        return [
            _("Take %(pieces)s out of the order: nobody packs it.") % {"pieces": pieces},
            _("Put it back on sale.")
            if wish.restock
            else _("Write it off: it is not sold to anybody else."),
        ]
    said = [_("%(pieces)s counts as refunded.") % {"pieces": pieces}]
    if offer.order.state is OrderState.SENT:
        said.append(
            _("It is back on the shelf: put it on sale.")
            if wish.restock
            else _("It does not come back on sale.")
        )
    return said
