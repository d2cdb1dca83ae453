import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.market import (
    Missing,
    Readiness,
    choose_market,
    language_of_path,
    languages_wanted,
    missing_to_go_live,
)

MARKET_OF_LANGUAGE = {"ja": "jp", "uz": "uz", "kaa": "uz", "ru": "uz"}


def market_for(*, chosen=None, page="en", languages=(), live=("uz", "jp", "intl")) -> str:
    return choose_market(
        chosen=chosen,
        page_language=page,
        languages=languages,
        live_markets=live,
        market_of_language=MARKET_OF_LANGUAGE,
        fallback="intl",
    )


@pytest.mark.parametrize(
    ("chosen", "page", "languages", "market"),
    [
        ("jp", "uz", ["uz"], "jp"),
        ("intl", "ja", ["ja"], "intl"),
        ("atlantis", "en", ["uz"], "uz"),
        ("", "ja", ["uz"], "jp"),
        (None, "ja", ["uz"], "jp"),
        (None, "uz", ["ja"], "uz"),
        (None, "ru", ["ja"], "uz"),
        (None, "kaa", [], "uz"),
        (None, "en", ["de", "ja"], "jp"),
        (None, "en", ["ru", "ja"], "uz"),
        (None, "", ["ja"], "jp"),
        (None, "admin", [], "intl"),
        (None, "en", ["de"], "intl"),
        (None, "en", [], "intl"),
    ],
)
def test_choice_then_page_then_browser_then_fallback_choose_the_market(
    chosen, page, languages, market
):
    assert market_for(chosen=chosen, page=page, languages=languages) == market


@pytest.mark.parametrize(
    ("page", "languages", "market"),
    [("en", ["ja"], "intl"), ("en", ["ja", "ru"], "uz"), ("ja", ["ru"], "uz"), ("ja", [], "intl")],
)
def test_market_that_is_not_live_is_neither_chosen_nor_guessed(page, languages, market):
    live = ["uz", "intl"]

    assert market_for(chosen="jp", page=page, languages=languages, live=live) == market


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/ja/", "ja"),
        ("/ja", "ja"),
        ("/kaa/shop/honey-1/", "kaa"),
        ("/UZ/basket/", "uz"),
        ("/zh-hans/", "zh"),
        ("/admin/", "admin"),
        ("/", ""),
        ("", ""),
    ],
)
def test_language_of_a_page_is_what_its_address_begins_with(path, language):
    assert language_of_path(path) == language


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("ja", ["ja"]),
        ("en-GB,en;q=0.8,ja;q=0.9", ["en", "ja", "en"]),
        ("uz;q=0.5,ja", ["ja", "uz"]),
        ("uz,ja;q=1", ["uz", "ja"]),
        ("ja;q=1,uz", ["ja", "uz"]),
        ("uz;q=0.5, ja;q=0.5", ["uz", "ja"]),
        ("ja; q=0.5, ru ; q=0.9", ["ru", "ja"]),
        ("JA;Q=0.2, uz-Latn-UZ", ["uz", "ja"]),
        ("ja -JP", ["ja"]),
        ("*", []),
        ("ja, *;q=0.5", ["ja"]),
        ("", []),
        (" , ,", []),
        ("ja;q=zero, uz", ["uz"]),
        ("ja;q=nan, uz", ["uz"]),
        ("ja;q=, uz", ["uz"]),
        ("ja;q=0, uz;q=0.1", ["uz"]),
        ("ja;q=-1, uz;q=0.1", ["uz"]),
        ("ja;level=2, uz;q=0.9", ["ja", "uz"]),
    ],
)
def test_accept_language_is_read_in_the_order_of_wish(header, languages):
    assert list(languages_wanted(header)) == languages


@given(st.text(st.sampled_from("jauz-,;=q. 01*Q"), max_size=60) | st.text(max_size=200))
def test_any_accept_language_gives_bare_codes(header):
    codes = languages_wanted(header)

    assert all(code == code.strip().lower() and code not in ("", "*") for code in codes)
    assert not any(mark in code for code in codes for mark in ",;-")


READY = {
    "has_countries": True,
    "has_bands": True,
    "has_price": True,
    "has_payment": True,
    "has_papers": True,
    "has_language": True,
    "is_fallback": False,
}
NOTHING = dict.fromkeys(READY, False)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (READY, []),
        (READY | {"has_countries": False}, [Missing.COUNTRIES]),
        (READY | {"has_bands": False}, [Missing.BANDS]),
        (READY | {"has_price": False}, [Missing.PRICE]),
        (READY | {"has_payment": False}, [Missing.PAYMENT]),
        (READY | {"has_papers": False}, [Missing.PAPERS]),
        (READY | {"has_language": False}, [Missing.LANGUAGE]),
        (READY | {"has_language": False, "is_fallback": True}, []),
        (READY | {"has_price": False, "has_payment": False}, [Missing.PRICE, Missing.PAYMENT]),
        (NOTHING, list(Missing)),
    ],
)
def test_market_goes_live_with_everything_that_buyers_meet(facts, missing):
    assert list(missing_to_go_live(Readiness(**facts))) == missing
