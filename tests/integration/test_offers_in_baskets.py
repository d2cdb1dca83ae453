"""Offers and vouchers reach the basket by one query, and the order by the same prices."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from oscar.core.loading import get_model

from factories.catalogue import make_product, make_zone
from factories.orders import make_basket, place
from shop.accounts.models import User
from shop.basket.applicator import Applicator
from shop.rules.errors import TotalChanged

ConditionalOffer = get_model("offer", "ConditionalOffer")
Voucher = get_model("voucher", "Voucher")


def make_offer(percent: int = 10, **fields) -> object:
    everything = get_model("offer", "Range").objects.create(
        name=f"Everything {ConditionalOffer.objects.count()}", includes_all_products=True
    )
    condition = get_model("offer", "Condition").objects.create(
        range=everything, type="Count", value=1
    )
    benefit = get_model("offer", "Benefit").objects.create(
        range=everything, type="Percentage", value=percent
    )
    defaults = {"name": f"Less {percent}", "offer_type": ConditionalOffer.SITE}
    return ConditionalOffer.objects.create(
        condition=condition, benefit=benefit, **(defaults | fields)
    )


def make_voucher(*offers) -> object:
    now = timezone.now()
    voucher = Voucher.objects.create(
        name="Salt",
        code="SALT",
        start_datetime=now - timedelta(days=1),
        end_datetime=now + timedelta(days=1),
    )
    voucher.offers.set(offers)
    return voucher


def offers_of(basket, user=None) -> list[str]:
    return [offer.name for offer in Applicator().get_offers(basket, user)]


@pytest.fixture
def basket(db):
    make_zone()
    return make_basket((make_product(), 2))


def test_basket_without_offers_costs_one_query(basket, django_assert_num_queries):
    user = User.objects.create_user("anna@example.org")

    with django_assert_num_queries(1):
        assert offers_of(basket, user) == []


def test_offer_for_all_lowers_the_price_of_basket_and_order(basket):
    make_offer(10)

    order = place(basket, total="29.80")

    assert order.lines.get().line_price_incl_tax == Decimal("15.30")
    assert order.discounts.get().amount == Decimal("1.70")


def test_offer_that_is_over_lowers_nothing(basket):
    make_offer(10, end_datetime=timezone.now() - timedelta(days=1))

    assert offers_of(basket) == []
    with pytest.raises(TotalChanged):
        place(basket, total="29.80")


def test_first_offer_by_priority_comes_first(basket):
    make_offer(5, priority=1)
    make_offer(10, priority=2)

    assert offers_of(basket) == ["Less 10", "Less 5"]


def test_voucher_counts_for_the_basket_it_lies_in_alone(basket):
    user = User.objects.create_user("anna@example.org")
    voucher = make_voucher(make_offer(20, offer_type=ConditionalOffer.VOUCHER))
    other = make_basket((make_product(), 1))
    basket.vouchers.add(voucher)

    assert offers_of(basket, user) == ["Less 20"]
    assert offers_of(other, user) == []
    assert offers_of(basket) == []
