from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.errors import AmountTooLarge, AmountTooSmall, UnknownCurrency
from shop.rules.money import (
    CURRENCIES,
    LARGEST_MINOR_AMOUNT,
    check_chargeable,
    currency_of,
    from_minor,
    round_amount,
    to_minor,
)
from shop.rules.pricing import NO_TAX, UZBEK_VAT_RATE, line_amounts, price_per_hundred, tax_rate

codes = st.sampled_from(sorted(CURRENCIES))
amounts = st.decimals(min_value=0, max_value=10**6, places=4)


@pytest.mark.parametrize(
    ("amount", "code", "minor"),
    [("7.50", "USD", 750), ("1090", "JPY", 1090), ("65000", "UZS", 6_500_000)],
)
def test_amount_in_minor_units(amount, code, minor):
    assert to_minor(Decimal(amount), code) == minor


def test_rounding_is_half_up_to_the_minor_unit():
    assert round_amount(Decimal("0.5"), "JPY") == Decimal(1)
    assert round_amount(Decimal("1.005"), "USD") == Decimal("1.01")


def test_unknown_currency_is_named():
    with pytest.raises(UnknownCurrency) as caught:
        currency_of("XXX")

    assert caught.value.data == {"currency": "XXX"}


@given(amounts, codes)
def test_minor_units_lead_back_to_the_rounded_amount(amount, code):
    assert from_minor(to_minor(amount, code), code) == round_amount(amount, code)


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_limits_of_a_charge(code):
    smallest = CURRENCIES[code].smallest_charge
    largest = from_minor(LARGEST_MINOR_AMOUNT, code)
    step = from_minor(1, code)

    check_chargeable(smallest, code)
    check_chargeable(largest, code)
    with pytest.raises(AmountTooSmall):
        check_chargeable(smallest - step, code)
    with pytest.raises(AmountTooLarge):
        check_chargeable(largest + step, code)


@given(amounts, st.integers(1, 99), st.sampled_from([NO_TAX, UZBEK_VAT_RATE]), codes)
def test_net_and_tax_of_a_line_add_up(price, quantity, rate, code):
    line = line_amounts(unit_price=price, quantity=quantity, rate=rate, currency=code)

    assert line.excl_tax + line.tax == line.incl_tax
    assert line.incl_tax == round_amount(price * quantity, code)
    assert line.tax >= 0


def test_tax_of_a_line_is_rounded_once():
    line = line_amounts(
        unit_price=Decimal("65000"), quantity=3, rate=UZBEK_VAT_RATE, currency="UZS"
    )

    assert line.tax == Decimal("20892.86")


@pytest.mark.parametrize(
    ("market", "seller", "rate"),
    [
        (True, True, UZBEK_VAT_RATE),
        (True, False, NO_TAX),
        (False, True, NO_TAX),
        (False, False, NO_TAX),
    ],
)
def test_vat_is_charged_at_home_by_registered_sellers_only(market, seller, rate):
    assert tax_rate(market_charges_vat=market, seller_is_vat_registered=seller) == rate


def test_price_per_hundred():
    assert price_per_hundred(price=Decimal("8.50"), content=250, currency="USD") == Decimal("3.40")
    assert price_per_hundred(price=Decimal("8.50"), content=None, currency="USD") is None
