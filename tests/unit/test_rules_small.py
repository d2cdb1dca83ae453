"""Stock, sale, food, market, shipping; districts and stages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.rules.districts import DISTRICTS
from producers.rules.stages import TARGET_PRODUCERS, Stage
from shop.rules.certification import Standing, Verdict
from shop.rules.errors import OutOfStock, ShopError
from shop.rules.food import MANDATORY_ITEMS, contains_honey, missing_items
from shop.rules.market import choose_market, languages_wanted
from shop.rules.sale import SaleState, sale_state
from shop.rules.shipping import Band, delivery_price
from shop.rules.stock import FEW, is_few, left_to_sell

CERTIFIED = Verdict(Standing.CERTIFIED)
PRICE = Decimal("8.50")
MARKETS = {"chosen": None, "live_markets": ["uz", "jp", "intl"], "fallback": "intl"}
LANGUAGES = {"ja": "jp", "uz": "uz", "ru": "uz"}


@given(st.none() | st.integers(0, 100), st.none() | st.integers(0, 100))
def test_never_fewer_than_none_are_left(in_stock, allocated):
    left = left_to_sell(in_stock, allocated)

    assert left >= 0
    assert left + (allocated or 0) >= (in_stock or 0)


def test_few_begins_at_one_and_ends_at_its_limit():
    assert [is_few(left) for left in (0, 1, FEW, FEW + 1)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("verdict", "price", "left", "missing", "state"),
    [
        (CERTIFIED, PRICE, 10, (), SaleState.ON_SALE),
        (CERTIFIED, PRICE, 1, (), SaleState.LAST_FEW),
        (CERTIFIED, PRICE, 0, (), SaleState.SOLD_OUT),
        (CERTIFIED, None, 10, (), SaleState.NO_PRICE),
        (CERTIFIED, PRICE, 10, ("hs_code",), SaleState.INCOMPLETE),
        (Verdict(Standing.NOT_YET), PRICE, 10, (), SaleState.NOT_CERTIFIED),
        (Verdict(Standing.NOT_HERE), None, 0, (), SaleState.NOT_CERTIFIED_HERE),
        (Verdict(Standing.LAPSED), PRICE, 10, ("hs_code",), SaleState.CERTIFICATE_LAPSED),
    ],
)
def test_first_thing_in_the_way_names_the_state(verdict, price, left, missing, state):
    found = sale_state(verdict=verdict, price=price, left=left, missing_food_items=missing)

    assert found is state
    assert found.is_buyable is (state in {SaleState.ON_SALE, SaleState.LAST_FEW})


def test_missing_food_items_are_named_in_the_forms_order():
    full = dict.fromkeys(MANDATORY_ITEMS, "x")

    assert missing_items(full) == ()
    assert missing_items(full | {"hs_code": "", "storage": None}) == ("storage", "hs_code")
    assert missing_items({}) == MANDATORY_ITEMS


def test_honey_is_found_in_any_ingredient():
    assert contains_honey(("pumpkin seeds", "Licorice Honey"))
    assert not contains_honey(("sugar",))


@pytest.mark.parametrize(
    ("chosen", "languages", "market"),
    [
        ("jp", ["uz"], "jp"),
        ("atlantis", ["uz"], "uz"),
        (None, ["de", "ja"], "jp"),
        (None, ["de"], "intl"),
        (None, [], "intl"),
    ],
)
def test_market_is_chosen_by_choice_then_language_then_fallback(chosen, languages, market):
    arguments = MARKETS | {"chosen": chosen}

    assert choose_market(languages=languages, market_of_language=LANGUAGES, **arguments) == market


def test_market_that_is_not_live_is_not_chosen():
    arguments = MARKETS | {"live_markets": ["intl"]}

    assert choose_market(languages=["ja"], market_of_language=LANGUAGES, **arguments) == "intl"


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("en-GB,en;q=0.8,ja;q=0.9", ["en", "ja", "en"]),
        ("*", []),
        ("", []),
        ("ja;q=zero, uz", ["uz"]),
        ("ja;q=0, uz;q=0.1", ["uz"]),
    ],
)
def test_accept_language_is_read_in_the_order_of_wish(header, languages):
    assert languages_wanted(header) == languages


@given(st.text(max_size=200))
def test_any_accept_language_can_be_read(header):
    assert isinstance(languages_wanted(header), list)


def test_lightest_fitting_band_prices_the_parcel():
    bands = [Band(2000, Decimal(29)), Band(500, Decimal(14)), Band(1000, Decimal(19))]

    assert delivery_price(500, bands) == Decimal(14)
    assert delivery_price(501, bands) == Decimal(19)
    assert delivery_price(2001, bands) is None
    assert delivery_price(1, []) is None


def test_errors_carry_a_code_and_data():
    error = OutOfStock(product_ids=[1])

    assert isinstance(error, ShopError)
    assert (error.code, error.data) == ("out_of_stock", {"product_ids": [1]})


def test_four_districts_lie_in_karakalpakstan():
    assert {district.code for district in DISTRICTS} == {"chimbay", "kegeyli", "khojeyli", "nukus"}
    assert all(42 < d.latitude < 43.5 and 59 < d.longitude < 60.5 for d in DISTRICTS)


def test_five_stages_and_fifty_producers():
    assert [stage.value for stage in Stage] == [1, 2, 3, 4, 5]
    assert TARGET_PRODUCERS == 50
