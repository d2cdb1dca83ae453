"""The tracking numbers of many parcels, typed or scanned one below the other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.fulfilment.carriers import CHOICES
from shop.fulfilment.models import Parcel

from .parcel_forms import SendForm


class CarrierForm(forms.Form):
    carrier = forms.ChoiceField(label=gettext_lazy("Carrier"), choices=CHOICES)


@dataclass
class Row:
    """A parcel, the number typed for it, and what is wrong with that."""

    parcel: Parcel
    typed: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def field_name(self) -> str:
        return f"number-{self.parcel.pk}"


class SendMany:
    """`data` is what was posted; None for an empty form. Parcels without a number stay."""

    def __init__(self, parcels: Iterable[Parcel], data=None) -> None:
        self.carrier_form = CarrierForm(data)
        self.rows = [Row(parcel) for parcel in parcels]
        self.numbers: dict[int, str] = {}
        if data is not None:
            self.read(data)

    def read(self, data) -> None:
        for row in self.rows:
            row.typed = data.get(row.field_name, "")
            if row.typed.strip():
                self.read_row(row, data.get("carrier", ""))
        for number, count in Counter(self.numbers.values()).items():
            for row in self.rows if count > 1 else ():
                if self.numbers.get(row.parcel.pk) == number:
                    row.errors.append(_("This number stands in another row as well."))

    def read_row(self, row: Row, carrier: str) -> None:
        form = SendForm({"carrier": carrier, "tracking_number": row.typed})
        if form.is_valid():
            self.numbers[row.parcel.pk] = form.cleaned_data["tracking_number"]
        row.errors = list(form.errors.get("tracking_number", []))

    @property
    def is_valid(self) -> bool:
        has_errors = any(row.errors for row in self.rows)
        return self.carrier_form.is_valid() and not has_errors
