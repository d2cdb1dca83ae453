"""A food record, and what its form sends."""

import pytest
from django.utils import timezone

from factories.catalogue import make_product
from shop.catalogue.models import FoodRecord, Product
from shop.markets.models import Market
from shop.rules.sale import SaleState
from shop.selectors import sale_facts

MANAGER = "Association managers"


def form_of(record: FoodRecord, **changes) -> dict:
    """Give what the form of a record sends when nothing is touched, with `changes`."""
    data = {
        "product": record.product_id,
        "seen": record.version,
        "ingredients": "\n".join(record.ingredients),
        "allergens": record.allergens,
        "may_contain": record.may_contain,
        "storage": record.storage,
        "shelf_life_days": record.shelf_life_days,
        "origin_country": record.origin_country_id,
        "hs_code": record.hs_code,
        **{f"nutrition_{code}": amount for code, amount in record.nutrition.items()},
        **{name: "on" for name in ("has_no_allergens", "contains_honey") if getattr(record, name)},
    }
    return {name: value for name, value in (data | changes).items() if value is not None}


def url_of(record: FoodRecord) -> str:
    return f"/admin/food-records/edit/{record.pk}/"


def state_of(product) -> SaleState:
    market = Market.objects.get(code="uz")
    product = Product.objects.get(pk=product.pk)
    return sale_facts([product], market=market, now=timezone.now())[product.pk].state


def suspended(record: FoodRecord) -> set[bool]:
    return {bool(paper.suspended_at) for paper in record.product.certificates.all()}


@pytest.fixture
def record(db) -> FoodRecord:
    record = make_product().food
    FoodRecord.objects.update(
        ingredients=["Honey", "sesame seeds"],
        allergens=["sesame", "milk"],
        may_contain=["walnut"],
        has_no_allergens=False,
    )
    record.refresh_from_db()
    return record
