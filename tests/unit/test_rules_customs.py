from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.customs import Form, customs_form, dotted, value_of_pieces


@pytest.mark.parametrize(
    ("value", "weight", "form"),
    [
        ("300", 2000, Form.CN22),
        ("300.01", 2000, Form.CN23),
        ("300", 2001, Form.CN23),
        ("0.01", 1, Form.CN22),
        (None, 1, Form.CN23),
    ],
)
def test_small_form_does_up_to_300_sdr_and_2_kg(value, weight, form):
    sdr = None if value is None else Decimal(value)

    assert customs_form(is_abroad=True, value_sdr=sdr, weight_g=weight) is form


@given(st.integers(0, 10**6), st.decimals(0, 10**6, places=2) | st.none())
def test_parcel_that_stays_at_home_needs_no_form(weight, value):
    assert customs_form(is_abroad=False, value_sdr=value, weight_g=weight) is Form.NONE


@given(st.decimals(0, 10**6, places=2), st.integers(1, 50), st.data())
def test_values_of_parcels_add_up_to_the_line(total, ordered, data):
    first = data.draw(st.integers(0, ordered))

    values = [value_of_pieces(total, ordered=ordered, sent=n) for n in (first, ordered - first)]

    assert abs(sum(values) - total) < Decimal("0.0001")


def test_whole_line_keeps_its_exact_amount():
    assert value_of_pieces(Decimal("10.01"), ordered=3, sent=3) == Decimal("10.01")


def test_codes_are_written_with_a_dot():
    assert [dotted(code) for code in ("040900", "")] == ["0409.00", ""]
