"""Markets and their price lists. Stock is one pool for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.validators import MinValueValidator
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from home.prepared import Prepared
from shop.rules.allergens import AllergenList
from shop.rules.money import CURRENCIES

ALLERGEN_LIST_CHOICES = [
    (AllergenList.EU.value, _("The European Union's")),
    (AllergenList.JAPAN.value, _("Japan's")),
]
CURRENCY_CHOICES = [(code, code) for code in CURRENCIES]


class MarketQuerySet(models.QuerySet):
    def live(self) -> "MarketQuerySet":
        return self.filter(is_live=True)

    def with_required_kinds(self) -> "list[Market]":
        """Give the markets in order, each with what it asks for. One query."""
        return as_markets(self.joined_with_kinds())

    def joined_with_kinds(self) -> "MarketQuerySet":
        """Give a market once for each kind of certificate that it asks for, for `as_markets`."""
        asked = {f"kind_{name}": F(f"requirements__kind__{name}") for name in columns_of_kinds()}
        return self.annotate(class_asked=F("requirements__product_class"), **asked)


def columns_of_kinds() -> list[str]:
    Kind = apps.get_model("certification", "CertificateKind")
    return [field.attname for field in Kind._meta.concrete_fields]


def as_markets(rows: Iterable) -> "list[Market]":
    """Give each market of `joined_with_kinds` once, with its kinds."""
    Kind, names = apps.get_model("certification", "CertificateKind"), columns_of_kinds()
    markets = {}
    for row in rows:
        market = markets.setdefault(row.pk, row)
        required = market.__dict__.setdefault("required_kinds", defaultdict(dict))
        if row.class_asked is not None:
            values = [getattr(row, f"kind_{name}") for name in names]
            kind = Kind.from_db(DEFAULT_DB_ALIAS, names, values)
            required[row.class_asked][kind.code] = kind
    return list(markets.values())


class Market(models.Model):
    """Countries that see one price list in one currency under one set of rules."""

    code = models.SlugField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=60)
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCY_CHOICES)
    languages = models.JSONField(
        _("languages"),
        default=list,
        blank=True,
        help_text=_("Visitors whose browser asks for one of these see this market first."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        default="UTC",
        help_text=_("A certificate ends at midnight here."),
    )
    charges_vat = models.BooleanField(
        _("prices contain the seller's VAT"),
        default=False,
        help_text=_("Sales at home; exports carry none."),
    )
    allergen_list = models.CharField(
        _("list of allergens"),
        max_length=10,
        choices=ALLERGEN_LIST_CHOICES,
        default=AllergenList.EU.value,
        help_text=_("What a food's label must declare here; the other rules of labels follow it."),
    )
    minimum_order = models.DecimalField(
        _("smallest order"),
        max_digits=12,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("What the things must come to, after offers and without delivery. 0: none."),
    )
    free_delivery_from = models.DecimalField(
        _("delivery is free from"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("What the things come to, after offers. Empty: delivery is never free."),
    )
    is_live = models.BooleanField(_("live"), default=True)
    is_fallback = models.BooleanField(
        _("for everybody else"), default=False, help_text=_("Shown where no other market fits.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = MarketQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("market")
        verbose_name_plural = _("markets")
        constraints = [
            models.UniqueConstraint(
                fields=["is_fallback"],
                condition=models.Q(is_fallback=True),
                name="markets_one_fallback",
            ),
            models.CheckConstraint(
                condition=models.Q(is_fallback=False) | models.Q(is_live=True),
                name="markets_fallback_is_live",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_order__gte=0)
                & (models.Q(free_delivery_from=None) | models.Q(free_delivery_from__gt=0)),
                name="markets_thresholds_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def required_kinds(self) -> dict[int, dict]:
        """The kinds of certificate asked for: by product class id, each kind by its code."""
        return market_with_kinds(self.pk).required_kinds

    @property
    def is_abroad(self) -> bool:
        """Whether what is sold here crosses a border: at home the seller's VAT is charged."""
        return not self.charges_vat

    def today(self, now: datetime) -> date:
        """Give the calendar day of `now` (aware) in this market."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()


def market_with_kinds(pk: int) -> Market:
    """Give a market as it is now, with what it asks for. One query."""
    [market] = as_markets(rows_of_market(pk=pk))
    return market


@Prepared
def rows_of_market(pk: int) -> MarketQuerySet:
    return Market.objects.filter(pk=pk).joined_with_kinds()


class MarketPrice(models.Model):
    """What one product costs in one market, tax included, in the market's currency."""

    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="market_prices"
    )
    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="prices")
    amount = models.DecimalField(
        _("price"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0.01)]
    )

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints = [
            models.UniqueConstraint(fields=["product", "market"], name="markets_one_price_each"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="markets_price_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.market.currency}"
