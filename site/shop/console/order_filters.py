"""What the list of orders is narrowed down to, and in which order it stands."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from producers.models import Producer
from shop.markets.models import Market
from shop.order.words import STATE_LABELS
from shop.payments.gateways import gateway_choices
from shop.rules.orders import asked_words

from .selectors import LOOKS, found_orders, looked_for, with_things_of

#: Each sorting with its columns. Amounts of different currencies are not compared.
SORTED_BY = {
    "": ("-date_placed", "-pk"),
    "date": ("date_placed", "pk"),
    "-total": ("-currency", "-total_incl_tax", "-pk"),
    "total": ("currency", "total_incl_tax", "pk"),
}
SORTINGS = [
    ("", _("Newest first")),
    ("date", _("Oldest first")),
    ("-total", _("Largest total first")),
    ("total", _("Smallest total first")),
]
#: Fields whose value is looked for in a column as it is.
COLUMNS = {"state": "status", "market": "market__code", "payment": "payment"}
#: Fields with the first and the last day of something that has a time.
SPANS = {("since", "until"): "date_placed", ("paid_since", "paid_until"): "paid_at"}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


class Choice(forms.ChoiceField):
    default_error_messages = {"invalid_choice": _("Please choose one from the list.")}

    def offer(self, choices) -> None:
        self.choices = [("", _("All")), *choices]


class Day(forms.DateField):
    """A day of the calendar, such as 2026-05-31."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Please write the date as 2026-05-31.")}
    default_validators = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, input_formats=["%Y-%m-%d"], **kwargs)


class OrderFilterForm(forms.Form):
    """A field that is not understood narrows nothing, and says so."""

    q = forms.CharField(
        label=_("Number, name, email, phone, tracking"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = Choice(label=_("State"), required=False)
    market = Choice(label=_("Market"), required=False)
    producer = Choice(label=_("Producer"), required=False)
    payment = Choice(label=_("Way to pay"), required=False)
    since = Day(label=_("Placed from"))
    until = Day(label=_("Placed until"))
    paid_since = Day(label=_("Paid from"))
    paid_until = Day(label=_("Paid until"))
    look = Choice(label=_("Only"), required=False)
    sort = Choice(label=_("Sorted"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="filter_%s", **kwargs)
        self.fields["state"].offer((code.value, label) for code, label in STATE_LABELS.items())
        self.fields["market"].offer(Market.objects.values_list("code", "name"))
        producers = Producer.objects.order_by("name")
        self.fields["producer"].offer((str(maker.pk), maker.name) for maker in producers)
        self.fields["payment"].offer(gateway_choices())
        self.fields["look"].offer(LOOKS.items())
        self.fields["sort"].choices = SORTINGS

    def clean_q(self) -> str:
        query = self.cleaned_data["q"]
        if query and not asked_words(query):
            raise ValidationError(_("Please write letters or digits to look for."))
        return query

    def clean(self) -> dict:
        data = super().clean()
        for first, last in SPANS:
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, _("This day is before the one it begins with."))
        return data

    def narrow(self, orders: QuerySet, now: datetime) -> QuerySet:
        """Give what is looked for, sorted."""
        self.full_clean()
        data = self.cleaned_data
        if data.get("q"):
            orders = found_orders(orders, data["q"])
        orders = orders.filter(
            **{column: data[name] for name, column in COLUMNS.items() if data.get(name)}
        )
        if data.get("producer"):
            orders = with_things_of(orders, int(data["producer"]))
        for (first, last), column in SPANS.items():
            if data.get(first):
                orders = orders.filter(**{f"{column}__gte": midnight(data[first])})
            if data.get(last):
                after = midnight(data[last] + timedelta(days=1))
                orders = orders.filter(**{f"{column}__lt": after})
        if data.get("look"):
            orders = looked_for(orders, data["look"], now)
        return orders.order_by(*SORTED_BY[data.get("sort", "")])

    def query_string(self) -> str:
        """Give what was understood, to come back to the same rows."""
        self.full_clean()
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})

    def problems(self) -> list[tuple[str, str]]:
        """Give each field that was not understood, with why."""
        return [
            (self.fields[name].label, error)
            for name, errors in self.errors.items()
            for error in errors
        ]


def midnight(day: date) -> datetime:
    """Give the first moment of a day where the reader is."""
    return make_aware(datetime.combine(day, time.min))
