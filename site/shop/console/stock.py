"""Which stock is low."""

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from shop.rules.stock import FEW


def low_stock(records: QuerySet) -> QuerySet:
    """Give the records with so few pieces left that the shop says so, or none."""
    left = Coalesce(F("num_in_stock"), 0) - Coalesce(F("num_allocated"), 0)
    return records.alias(free=left).filter(free__lte=FEW)
