"""Forms of markets, delivery zones and destinations, with the rules that a table cannot hold."""

from collections.abc import Iterable
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model
from wagtail.admin.forms import WagtailAdminModelForm

from shop.markets.models import Market
from shop.markets.readiness import what_is_missing, with_readiness
from shop.rules.market import Missing
from shop.rules.money import round_amount
from shop.services.market_save import save_market
from shop.shipping.models import ShippingZone

from .widgets import CountryChoices

MISSING = {
    Missing.COUNTRIES: _("a delivery zone with countries"),
    Missing.BANDS: _("a weight band with a price in a zone that has countries"),
    Missing.PRICE: _("a price of a product that the shop shows"),
    Missing.PAYMENT: _("a way to pay that is offered"),
    Missing.PAPERS: _("a kind of certificate that it asks for"),
    Missing.LANGUAGE: _("a language"),
}


def in_words(missing: Iterable[Missing]) -> str:
    return "; ".join(str(MISSING[each]) for each in missing)


class LanguagesField(forms.MultipleChoiceField):
    """The site's languages but English, which belongs to no market."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, known: list[str]) -> None:
        """Offer the site's languages, and those that the market has already."""
        names = {code: name for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
        self.choices = [*names.items(), *((code, code) for code in known if code not in names)]


class CountriesField(forms.ModelMultipleChoiceField):
    widget = CountryChoices
    default_error_messages = {"required": _("Please choose one country at least.")}

    def __init__(self, **kwargs) -> None:
        Country = get_model("address", "Country")
        countries = Country.objects.order_by("printable_name")
        super().__init__(queryset=countries, label=_("Countries"), **kwargs)

    def label_from_instance(self, country) -> str:
        return country.printable_name


class MarketForm(WagtailAdminModelForm):
    languages = LanguagesField(
        label=_("Languages"),
        required=False,
        help_text=_("Who reads the site, or asks for it, in one of these sees this market first."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("A certificate ends at midnight here.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.was_live = bool(self.instance.pk and self.instance.is_live)
        self.was_fallback = bool(self.instance.pk and self.instance.is_fallback)
        self.fields["languages"].offer(self.instance.languages)
        self.fields["time_zone"].choices = [
            (name, name.replace("_", " ")) for name in sorted(available_timezones())
        ]
        if self.instance.pk:
            self.fields["code"].disabled = True
        else:
            # What it needs to be live hangs on it, so it must be there first.
            self.initial["is_live"] = False

    def clean_languages(self) -> list[str]:
        languages = self.cleaned_data["languages"]
        for other in Market.objects.exclude(pk=self.instance.pk):
            if shared := set(languages) & set(other.languages):
                names = dict(self.fields["languages"].choices)
                raise ValidationError(
                    _("%(languages)s leads to %(market)s already."),
                    params={
                        "languages": ", ".join(str(names[code]) for code in sorted(shared)),
                        "market": other.name,
                    },
                )
        return languages

    def clean_currency(self) -> str:
        """Prices and orders are in it: another currency would make other sums of them."""
        currency = self.cleaned_data["currency"]
        if self.instance.pk and currency != self.initial["currency"] and self.is_in_use():
            raise ValidationError(
                _("This market has prices, delivery prices or orders in %(currency)s already."),
                params={"currency": self.initial["currency"]},
            )
        return currency

    def is_in_use(self) -> bool:
        market = self.instance
        return (
            market.prices.exists()
            or market.orders.exists()
            or market.zones.filter(bands__isnull=False).exists()
        )

    def clean(self) -> dict:
        data = super().clean()
        self.check_decimals(data)
        self.check_fallback(data)
        return data

    def check_decimals(self, data: dict) -> None:
        currency = data.get("currency")
        for name in ("minimum_order", "free_delivery_from"):
            amount = data.get(name)
            if currency and amount is not None and round_amount(amount, currency) != amount:
                self.add_error(name, _("This currency has no such small coins."))

    def check_fallback(self, data: dict) -> None:
        if self.was_fallback and not data.get("is_fallback"):
            self.add_error(
                "is_fallback",
                _("Somebody must be there for everybody else. Tick this at another market."),
            )
        if data.get("is_fallback") and not data.get("is_live"):
            self.add_error(
                "is_live",
                _("The market for everybody else stays live. Tick that at another market first."),
            )

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the one fallback to `save_market`, which takes it from the other market."""
        return super()._get_validation_exclusions() | {"is_fallback"}

    def _post_clean(self) -> None:
        """Ask what is missing once the instance holds what was typed."""
        super()._post_clean()
        if not self.cleaned_data.get("is_live"):
            return
        missing = self.missing()
        if self.was_live:
            # The list of markets tells what has gone since; this form changes languages alone.
            missing = tuple(each for each in missing if each is Missing.LANGUAGE)
        if missing:
            self.add_error("is_live", _now("Before it goes live it needs: %s.") % in_words(missing))

    def missing(self) -> tuple[Missing, ...]:
        market = with_readiness(Market.objects.filter(pk=self.instance.pk)).first()
        if market is None:
            return tuple(Missing)
        typed = self.instance
        return what_is_missing(market, languages=typed.languages, is_fallback=typed.is_fallback)

    def save(self, commit=True) -> Market:
        """Raises: `NoFallbackMarket` where somebody else changed the fallback meanwhile."""
        if not commit:
            return super().save(commit=False)
        save_market(market=self.instance)
        self._save_m2m()
        return self.instance


class ZoneForm(WagtailAdminModelForm):
    countries = CountriesField()

    def clean(self) -> dict:
        data = super().clean()
        least, most = data.get("days_min"), data.get("days_max")
        if least is not None and most is not None and least > most:
            self.add_error("days_max", _("This is less than the days at least."))
        self.check_countries(data.get("market"), data.get("countries") or ())
        return data

    def check_countries(self, market, countries) -> None:
        """A country lies in one zone of a market: otherwise it had two prices."""
        if market is None:
            return
        taken = (
            ShippingZone.objects.filter(market=market, countries__in=countries)
            .exclude(pk=self.instance.pk)
            .order_by("countries__printable_name")
            .values_list("countries__printable_name", "name")
        )
        if taken := list(taken):
            named = "; ".join(f"{country} ({zone})" for country, zone in taken)
            self.add_error(
                "countries", _now("These are in another zone of the market already: %s.") % named
            )


class RestrictionForm(WagtailAdminModelForm):
    countries = CountriesField()
