"""The form that sends money back: what, how much of it, and why."""

import re
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop.rules.errors import NothingToRefund, PaymentDisputed, RefundTooLarge, ShopError
from shop.services.refund_ask import RefundWish

from .money_forms import AmountField
from .money_view import RefundableRow, RefundOffer
from .words import money_words


class RefundForm(forms.Form):
    """What goes back of an order. `key` makes pressing twice one refund.

    `left`: how much was left, in minor units, when the form was shown.
    """

    EVERYTHING, PART = "everything", "part"
    KEY = re.compile(r"[0-9a-f]{32}")

    what = forms.ChoiceField(
        label=gettext_lazy("What goes back"), initial=PART, widget=forms.RadioSelect
    )
    delivery = forms.BooleanField(required=False)
    amount = AmountField(
        label=gettext_lazy("An amount besides"),
        required=False,
        help_text=gettext_lazy("For something that the customer keeps, such as a dented tin."),
    )
    restock = forms.BooleanField(
        label=gettext_lazy("Put the pieces back on sale"), required=False, initial=True
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("For the association's books."),
        error_messages={"required": gettext_lazy("Say why, in a few words.")},
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    left = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, offer: RefundOffer) -> None:
        super().__init__(data, prefix="refund")
        self.offer = offer
        self.initial |= {"key": uuid4().hex, "left": offer.left_minor}
        self.fields["amount"].currency = offer.currency
        self.fields["what"].choices = [
            (
                self.EVERYTHING,
                _("Everything that is left: %(amount)s")
                % {"amount": money_words(offer.left_minor, offer.currency)},
            ),
            (self.PART, _("A part of it")),
        ]
        for row in offer.rows:
            self.fields[f"pieces-{row.line.pk}"] = pieces_field(row, offer.currency)
        if offer.delivery_minor:
            self.fields["delivery"].label = _("The delivery: %(amount)s") % {
                "amount": money_words(offer.delivery_minor, offer.currency)
            }
        else:
            del self.fields["delivery"]
        if not offer.may_restock:
            del self.fields["restock"]
        elif not offer.is_on_shelf:
            self.initial["restock"] = False

    @property
    def piece_fields(self) -> list:
        return [self[f"pieces-{row.line.pk}"] for row in self.offer.rows]

    def pieces(self) -> dict[int, int]:
        """Give how many pieces of which line go back."""
        wanted = {
            row.line.pk: self.cleaned_data.get(f"pieces-{row.line.pk}") for row in self.offer.rows
        }
        return {pk: count for pk, count in wanted.items() if count}

    def renew_key(self) -> None:
        """Let a form that was sent before, and failed, be sent once more."""
        self.cleaned_data["key"] = uuid4().hex

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        return key if self.KEY.fullmatch(key) else uuid4().hex

    def clean(self):
        cleaned = super().clean()
        known = {self.add_prefix(name) for name in self.fields}
        if any(
            name.startswith(self.add_prefix("pieces-")) and name not in known for name in self.data
        ):
            raise ValidationError(_("A line was named of which nothing is left in this order."))
        if self.errors:
            return cleaned
        has_part = bool(self.pieces() or cleaned.get("delivery") or cleaned["amount"])
        is_all = cleaned["what"] == self.EVERYTHING
        if is_all and has_part:
            self.add_error("what", _("Choose either everything or a part, not both."))
        elif not is_all and not has_part:
            self.add_error("what", _("Choose pieces, the delivery or an amount."))
        if cleaned["left"] != str(self.offer.left_minor):
            self.add_moved()
        return cleaned

    def add_moved(self) -> None:
        """Say that somebody else, or a bank, was quicker."""
        self.add_error(
            None,
            _(
                "Meanwhile money of this order has moved: %(left)s is left now. Nothing was "
                "sent by you. Please look at the payments and check what you chose."
            )
            % {"left": money_words(self.offer.left_minor, self.offer.currency)},
        )

    def wish(self) -> RefundWish:
        cleaned = self.cleaned_data
        return RefundWish(
            everything=cleaned["what"] == self.EVERYTHING,
            pieces=self.pieces(),
            delivery=bool(cleaned.get("delivery")),
            amount_minor=cleaned["amount"] or 0,
            restock=bool(cleaned.get("restock")),
        )

    def add_refusal(self, error: ShopError) -> None:
        """Put the words for a refusal beside the field that it is about."""
        if isinstance(error, RefundTooLarge) and "line" in error.data:
            name = f"pieces-{error.data['line']}"
            self.add_error(name if name in self.fields else None, left_words(error.data["limit"]))
        elif isinstance(error, RefundTooLarge):
            field = "what" if self.cleaned_data.get("amount") is None else "amount"
            self.add_error(
                field,
                _("This is more than is left: at most %(limit)s can be sent back.")
                % {"limit": money_words(error.data["limit"], self.offer.currency)},
            )
        elif isinstance(error, NothingToRefund) and error.data.get("part") == "delivery":
            self.add_error(None, _("The delivery was sent back before."))
        elif isinstance(error, NothingToRefund):
            self.add_error("what", _("This comes to nothing: there is no money to send back."))
        elif isinstance(error, PaymentDisputed):
            self.add_error(None, _("The buyer's bank holds this money; it cannot be sent back."))
        else:
            self.add_moved()

    def show_again(self) -> None:
        """Let what was typed stand, beside what is left now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("left")] = str(self.offer.left_minor)
        self.data[self.add_prefix("key")] = uuid4().hex

    def carried(self) -> list[tuple[str, str]]:
        """Give what was typed as names and values, for the page that asks once more."""
        names = [self.add_prefix(name) for name in self.fields]
        typed = {name: self.data[name] for name in names if self.data.get(name)}
        return list((typed | {self.add_prefix("key"): self.cleaned_data["key"]}).items())


def pieces_field(row: RefundableRow, currency: str) -> forms.IntegerField:
    left = row.pieces_left
    worth = {"one": money_words(row.worth_of_one, currency), "left": left}
    return forms.IntegerField(
        label=row.line.title,
        help_text=_("%(left)d in the order, %(one)s for one, %(all)s for all.")
        % {**worth, "all": money_words(row.worth_of_all, currency)}
        if left > 1
        else _("%(left)d in the order, %(one)s.") % worth,
        required=False,
        min_value=0,
        max_value=left,
        initial=0,
        error_messages={
            "max_value": left_words(left),
            "min_value": _("Not fewer than none."),
            "invalid": _("Write a whole number."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "w-max-w-[6rem]"}),
    )


def left_words(left: int) -> str:
    return ngettext("Only %(left)d piece is left.", "Only %(left)d pieces are left.", left) % {
        "left": left
    }
