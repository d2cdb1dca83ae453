"""Write a food record; a change of recipe suspends the certificates that cover it."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation

from shop.catalogue.models import FoodRecord
from shop.rules.errors import ChangedMeanwhile
from shop.rules.recipe import recipe_change

from .certificate_stand import suspend_certificates
from .mail_staff import tell_staff_of_recipe

#: What is written here, texts in the shop's first language; translations are written elsewhere.
WRITTEN = (
    "ingredients",
    "allergens",
    "has_no_allergens",
    "may_contain",
    "contains_honey",
    "storage",
    "shelf_life_days",
    "origin_country_id",
    "hs_code",
    "nutrition",
)


@transaction.atomic
def save_food_record(*, record: FoodRecord, seen: int, by, now: datetime) -> FoodRecord:
    """Write the changes that somebody made to the version which they had `seen`.

    What changes nothing is not written. The record is locked first, its certificates after it.

    Raises: `ChangedMeanwhile` where somebody else was quicker; nothing is written then.
    """
    before = FoodRecord.objects.select_for_update().filter(pk=record.pk).first()
    if before is None or before.version != seen:
        raise ChangedMeanwhile(seen=seen, version=before and before.version)
    record.version = seen
    with translation.override(settings.LANGUAGE_CODE):
        if all(getattr(before, name) == getattr(record, name) for name in WRITTEN):
            return record
        record.version = seen + 1
        record.save(update_fields=[*columns(), "version"])
    change = recipe_change(before.recipe, record.recipe)
    if change:
        suspended = suspend_certificates(
            product_id=record.product_id, change=change, by=by, now=now
        )
        tell_staff_of_recipe(record=record, certificates=suspended, change=change, by=by)
    return record


def add_food_record(*, record: FoodRecord) -> FoodRecord:
    """Write a new record. Raises: `ChangedMeanwhile` where the product has got one meanwhile."""
    try:
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            record.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedMeanwhile(product=record.product_id) from error
    return record


def columns() -> list[str]:
    """Give the columns of `WRITTEN`: a text stands in the one of its language as well."""
    known = {column.attname for column in FoodRecord._meta.concrete_fields}
    translated = [f"{name}_{settings.LANGUAGE_CODE}" for name in WRITTEN]
    return [*WRITTEN, *(name for name in translated if name in known)]
