"""What packers type: what lies in a parcel, of which lots, and the number it travels under."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.fulfilment.carriers import CARRIERS, CHOICES
from shop.order.models import Line, Order
from shop.order.presenter import size_of
from shop.payments.gateways import gateway_for
from shop.rules.tracking import is_misread
from shop.services.parcel_fill import Contents, next_position


class SendForm(forms.Form):
    carrier = forms.ChoiceField(label=gettext_lazy("Carrier"), choices=CHOICES)
    tracking_number = forms.CharField(
        label=gettext_lazy("Tracking number"),
        max_length=60,
        validators=[
            RegexValidator(
                r"^[A-Z0-9-]+$", gettext_lazy("Letters, digits and hyphens only, please.")
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, data=None, **kwargs):
        if data is not None:
            data = data.copy()
            number = "".join(data.get("tracking_number", "").split()).upper()
            data["tracking_number"] = number
        super().__init__(data, **kwargs)

    def clean(self):
        """Refuse a post's number that was misread: its customer could not follow the parcel."""
        cleaned = super().clean()
        carrier = CARRIERS.get(cleaned.get("carrier"))
        if carrier and carrier.is_post and is_misread(cleaned.get("tracking_number", "")):
            self.add_error(
                "tracking_number",
                _(
                    "The digits of this number do not fit together; please compare it with the "
                    "label. If it stands there like this, choose “Other” as carrier."
                ),
            )
        return cleaned


class PackForm(forms.Form):
    """What goes into the next parcel of an order. The order comes with its lines and parcels.

    `position`: the parcel's number, so that pressing twice packs it once.
    """

    position = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, order: Order) -> None:
        super().__init__(data, prefix="pack")
        self.initial["position"] = next_position(order)
        self.lines = [line for line in order.lines.all() if line.count.to_pack]
        #: What is paid at the door goes in one parcel.
        self.may_split = not gateway_for(order.payment).pays_at_the_door or bool(order.paid_at)
        for line in self.lines:
            if self.may_split:
                self.fields[f"pieces-{line.pk}"] = pieces_field(line)
            self.fields[f"lot-{line.pk}"] = lot_field(line)

    @property
    def rows(self) -> list[dict]:
        """Give each line with its fields; `pieces` is None where all of them go."""
        return [
            {
                "line": line,
                "pieces": self[f"pieces-{line.pk}"] if self.may_split else None,
                "lot": self[f"lot-{line.pk}"],
            }
            for line in self.lines
        ]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(self.pieces().values()):
            raise ValidationError(_("Please put at least one piece into the parcel."))
        return cleaned

    def pieces(self) -> dict[int, int]:
        found = {
            line.pk: self.cleaned_data.get(f"pieces-{line.pk}") or 0
            if self.may_split
            else line.count.to_pack
            for line in self.lines
        }
        return {pk: count for pk, count in found.items() if count}

    def contents(self) -> Contents:
        lots = {line.pk: self.cleaned_data[f"lot-{line.pk}"] for line in self.lines}
        return Contents(self.cleaned_data["position"], self.pieces(), lots)


def pieces_field(line: Line) -> forms.IntegerField:
    most = line.count.to_pack
    field = forms.IntegerField(
        label=_("Pieces of %(title)s") % {"title": full_title(line)},
        min_value=0,
        max_value=most,
        initial=most,
        required=False,
        error_messages={"max_value": _("At most %(limit_value)d are still to be packed.")},
    )
    field.widget.attrs["inputmode"] = "numeric"
    return field


def lot_field(line: Line) -> forms.CharField:
    return forms.CharField(
        label=_("Lot of %(title)s") % {"title": full_title(line)},
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


def full_title(line: Line) -> str:
    return ", ".join(filter(None, (line.title, size_of(line))))
