"""What each market offers, within which limits."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from factories.orders import make_basket, place
from integration.by_hand import (  # noqa: F401
    HONEY_AND_DELIVERY,
    jar,
    nukus_address,
)
from shop.markets.models import Market
from shop.order.models import OrderMessage
from shop.partner.models import StockRecord
from shop.payments.models import PaymentOption
from shop.payments.selectors import offered_payments
from shop.rules.errors import (
    AmountTooLarge,
    AmountTooSmall,
    PaymentNotOffered,
)


def test_market_offers_its_own_ways_to_pay(jar):
    def codes(market: str, country: str) -> list[str]:
        offered = offered_payments(market=Market.objects.get(code=market), country_code=country)
        return [each.gateway.code for each in offered]

    assert codes("uz", "UZ") == ["stripe", "bank_transfer", "cash_on_delivery"]
    assert codes("uz", "DE") == ["stripe", "bank_transfer"]
    assert codes("jp", "JP") == ["stripe"]
    assert codes("intl", "DE") == ["stripe"]


def test_transfer_without_instructions_is_neither_saved_nor_offered(jar):
    option = PaymentOption.objects.get(market__code="uz", gateway="bank_transfer")
    option.instructions = "  "

    with pytest.raises(ValidationError):
        option.full_clean()
    option.save()

    uz = Market.objects.get(code="uz")
    assert "bank_transfer" not in [
        each.gateway.code for each in offered_payments(market=uz, country_code="UZ")
    ]


def test_way_to_pay_that_is_not_offered_makes_no_order(jar):
    basket = make_basket((jar, 1), market="uz")

    with pytest.raises(PaymentNotOffered):
        place(basket, total=HONEY_AND_DELIVERY, address=nukus_address(), payment="barter")

    assert StockRecord.objects.get().num_allocated in (None, 0)


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        ({"largest": Decimal(89_499)}, AmountTooLarge),
        ({"smallest": Decimal(89_501)}, AmountTooSmall),
    ],
)
def test_limits_of_a_way_to_pay_are_checked_before_the_order_is_made(jar, limits, error):
    PaymentOption.objects.filter(market__code="uz", gateway="cash_on_delivery").update(**limits)
    basket = make_basket((jar, 1), market="uz")

    with pytest.raises(error):
        place(
            basket,
            total=HONEY_AND_DELIVERY,
            address=nukus_address(),
            payment="cash_on_delivery",
        )


def test_every_kind_of_mail_has_its_templates():
    from django.template.loader import get_template

    kinds = set(OrderMessage.Kind.values) - {OrderMessage.Kind.DISPUTED}
    for kind in kinds:
        for ending in (".html", ".txt", "_subject.txt"):
            get_template(f"shop/mails/order_{kind}{ending}")
