from decimal import Decimal

import pytest

from shop.rules.certification import Standing, Verdict
from shop.rules.sale import SaleState, sale_state

CERTIFIED = Verdict(Standing.CERTIFIED)
NOT_YET = Verdict(Standing.NOT_YET, ("sanitary",))
NOT_HERE = Verdict(Standing.NOT_HERE, ("sanitary",))
LAPSED = Verdict(Standing.LAPSED, ("sanitary",))
PRICE = Decimal("8.50")


@pytest.mark.parametrize(
    ("verdict", "price", "left", "missing", "state"),
    [
        (CERTIFIED, PRICE, 10, (), SaleState.ON_SALE),
        (CERTIFIED, PRICE, 4, (), SaleState.ON_SALE),
        (CERTIFIED, PRICE, 3, (), SaleState.LAST_FEW),
        (CERTIFIED, PRICE, 1, (), SaleState.LAST_FEW),
        (CERTIFIED, PRICE, 0, (), SaleState.SOLD_OUT),
        (CERTIFIED, PRICE, -1, (), SaleState.SOLD_OUT),
        (CERTIFIED, None, 10, (), SaleState.NO_PRICE),
        (CERTIFIED, None, 0, (), SaleState.NO_PRICE),
        (CERTIFIED, None, 0, ("hs_code",), SaleState.INCOMPLETE),
        (CERTIFIED, PRICE, 10, ("hs_code",), SaleState.INCOMPLETE),
        (NOT_YET, PRICE, 10, (), SaleState.NOT_CERTIFIED),
        (NOT_HERE, None, 0, (), SaleState.NOT_CERTIFIED_HERE),
        (LAPSED, PRICE, 10, ("hs_code",), SaleState.CERTIFICATE_LAPSED),
    ],
)
def test_first_thing_in_the_way_names_the_state(verdict, price, left, missing, state):
    found = sale_state(verdict=verdict, price=price, left=left, missing_food_items=missing)

    assert found is state


def test_what_the_shop_does_not_show_is_not_sold_whatever_its_papers_say():
    found = sale_state(verdict=CERTIFIED, price=PRICE, left=10, is_shown=False)

    assert found is SaleState.NOT_SHOWN


@pytest.mark.parametrize("standing", [standing for standing in Standing if standing != "certified"])
def test_nothing_else_opens_a_sale_that_the_certificate_forbids(standing):
    found = sale_state(verdict=Verdict(standing, ("sanitary",)), price=PRICE, left=100)

    assert not found.is_buyable


def test_only_what_is_on_sale_can_be_bought():
    assert [state for state in SaleState if state.is_buyable] == ["on_sale", "last_few"]
