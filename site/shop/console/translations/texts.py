"""Which records hold texts that customers read, and what each language still lacks of them.

A text is missing in a language where the English one is there and this one is not.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Count, JSONField, Model, Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from wagtail.models import Page

from home.images import CustomImage
from producers.models import Producer
from shop.catalogue.models import Category, FoodRecord, Product, ProductClass
from shop.certification.models import CertificateKind
from shop.markets.models import Market
from shop.payments.models import PaymentOption
from shop.shipping.models import ShippingRestriction, ShippingZone

SOURCE = settings.LANGUAGE_CODE
LANGUAGES = dict(settings.LANGUAGES)
#: Those that are translated into.
TARGETS = [code for code in LANGUAGES if code != SOURCE]


@dataclass(frozen=True)
class Kind:
    """A kind of record, with the names of its translated fields."""

    code: str
    label: Promise
    model: type[Model]
    related: tuple[str, ...] = ()
    #: The column that says since when a record is archived: then it needs no words any more.
    archived: str = ""

    @property
    def fields(self) -> list[str]:
        return list(translator.get_options_for_model(self.model).all_fields)

    def rows(self) -> QuerySet:
        return self.everything().select_related(*self.related).order_by("pk")

    def everything(self) -> QuerySet:
        rows = self.model._base_manager.all()
        return rows.filter(**{f"{self.archived}__isnull": True}) if self.archived else rows

    def lacking(self, language: str) -> Q:
        """Say of a record that it lacks some text in a language."""
        return reduce(or_, (self.lacks(field, language) for field in self.fields))

    def lacks(self, field: str, language: str) -> Q:
        return self.is_empty(field, language) & ~self.is_empty(field, SOURCE)

    def is_empty(self, field: str, language: str) -> Q:
        nothing = [] if isinstance(self.model._meta.get_field(field), JSONField) else ""
        column = f"{field}_{language}"
        return Q(**{f"{column}__isnull": True}) | Q(**{column: nothing})

    def missing_in(self, record: Model, language: str) -> list[str]:
        """Name the fields that a record lacks in a language."""
        return [
            field
            for field in self.fields
            if getattr(record, f"{field}_{SOURCE}") and not getattr(record, f"{field}_{language}")
        ]


KINDS = {
    kind.code: kind
    for kind in (
        Kind("products", _("Products"), Product, ("parent",), archived="archived_at"),
        Kind(
            "food",
            _("Food records"),
            FoodRecord,
            ("product__parent",),
            archived="product__archived_at",
        ),
        Kind("categories", _("Categories"), Category),
        Kind("producers", _("Producers"), Producer),
        Kind("pictures", _("Descriptions of pictures"), CustomImage),
        Kind("classes", _("Product classes"), ProductClass),
        Kind("certificates", _("Kinds of certificate"), CertificateKind),
        Kind("markets", _("Markets"), Market),
        Kind("zones", _("Delivery zones"), ShippingZone, ("market",)),
        Kind("payments", _("Ways to pay"), PaymentOption, ("market",)),
        Kind(
            "destinations",
            _("Destinations not allowed"),
            ShippingRestriction,
            ("product__parent", "product_class"),
        ),
    )
}


def counts_of_all() -> dict[str, dict[str, int]]:
    """Give how many records there are ("total"), and by language how many lack texts.

    By the code of each kind. One query for all of them.
    """
    lacking = [f"lacks_{code}" for code in TARGETS]
    parts = [
        kind.everything()
        .order_by()
        .annotate(kind_code=Value(kind.code))
        .values("kind_code")
        .annotate(
            all_rows=Count("pk"),
            **{f"lacks_{code}": Count("pk", filter=kind.lacking(code)) for code in TARGETS},
        )
        .values_list("kind_code", "all_rows", *lacking)
        for kind in KINDS.values()
    ]
    names = ["total", *TARGETS]
    # A kind of which there is nothing gives no row.
    counts = {code: dict.fromkeys(names, 0) for code in KINDS}
    for code, *row in parts[0].union(*parts[1:], all=True):
        counts[code] = dict(zip(names, row, strict=True))
    return counts


def stand_ins(language: str | None = None) -> QuerySet:
    """Give the pages that only stand in for a translation that nobody has written yet."""
    pages = Page.objects.filter(alias_of__isnull=False)
    if language:
        pages = pages.filter(locale__language_code=language)
    return pages.exclude(locale__language_code=SOURCE).order_by("path")


def counts_of_pages() -> dict[str, int]:
    """Give how many pages there are, and by language how many only stand in. Two queries."""
    originals = Page.objects.filter(locale__language_code=SOURCE, depth__gt=1).count()
    return {"total": originals, **counts_of_stand_ins()}


def counts_of_stand_ins() -> dict[str, int]:
    rows = stand_ins().order_by().values_list("locale__language_code").annotate(Count("pk"))
    return {**dict.fromkeys(TARGETS, 0), **dict(rows)}
