from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.money import from_minor, round_amount
from shop.rules.pricing import line_amounts, price_per_hundred, tax_rate

VAT = Decimal("0.12")
codes = st.sampled_from(["JPY", "USD", "UZS"])
rates = st.sampled_from([Decimal(0), VAT])
prices = st.decimals(min_value=0, max_value=10**6, places=4)


@pytest.mark.parametrize(
    ("market", "seller", "rate"),
    [(True, True, VAT), (True, False, 0), (False, True, 0), (False, False, 0)],
)
def test_vat_is_charged_at_home_by_registered_sellers_only(market, seller, rate):
    assert tax_rate(market_charges_vat=market, seller_is_vat_registered=seller) == rate


@given(prices, st.integers(1, 99), rates, codes)
def test_net_and_tax_of_a_line_add_up(price, quantity, rate, code):
    line = line_amounts(unit_price=price, quantity=quantity, rate=rate, currency=code)

    assert line.excl_tax + line.tax == line.incl_tax
    assert line.incl_tax == round_amount(line.incl_tax, code)
    assert line.excl_tax == round_amount(line.excl_tax, code)
    assert 0 <= line.tax <= line.incl_tax


@given(prices, st.integers(1, 99), rates, codes)
def test_line_is_off_by_half_a_minor_unit_at_most(price, quantity, rate, code):
    line = line_amounts(unit_price=price, quantity=quantity, rate=rate, currency=code)

    half = Fraction(from_minor(1, code)) / 2
    assert abs(Fraction(line.incl_tax) - Fraction(price) * quantity) <= half
    assert abs(Fraction(line.excl_tax) - Fraction(line.incl_tax) / (1 + Fraction(rate))) <= half


@given(prices, st.integers(1, 99), codes)
def test_line_without_tax_is_all_net(price, quantity, code):
    line = line_amounts(unit_price=price, quantity=quantity, rate=Decimal(0), currency=code)

    assert line.tax == 0
    assert line.excl_tax == line.incl_tax


@pytest.mark.parametrize(
    ("unit_price", "quantity", "currency", "incl_tax", "tax"),
    [
        ("65000", 3, "UZS", "195000.00", "20892.86"),
        ("0.335", 3, "USD", "1.01", "0.11"),
        ("100.4", 5, "JPY", "502", "54"),
    ],
)
def test_line_is_rounded_once_and_not_per_piece(unit_price, quantity, currency, incl_tax, tax):
    line = line_amounts(
        unit_price=Decimal(unit_price), quantity=quantity, rate=VAT, currency=currency
    )

    assert (str(line.incl_tax), str(line.tax)) == (incl_tax, tax)


@pytest.mark.parametrize(
    ("price", "content", "currency", "expected"),
    [
        ("8.50", 250, "USD", "3.40"),
        ("1090", 300, "JPY", "363"),
        ("8.50", 100, "USD", "8.50"),
        ("8.50", 50, "USD", "17.00"),
    ],
)
def test_price_per_hundred_follows_from_the_content(price, content, currency, expected):
    found = price_per_hundred(price=Decimal(price), content=content, currency=currency)

    assert str(found) == expected


@pytest.mark.parametrize("content", [None, 0])
def test_without_content_there_is_no_price_per_hundred(content):
    assert price_per_hundred(price=Decimal("8.50"), content=content, currency="USD") is None
