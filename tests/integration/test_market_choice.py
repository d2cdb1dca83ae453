"""Market and language are two choices: neither changes the other."""

from itertools import count

import pytest
from django.test import RequestFactory

from factories.catalogue import make_product
from integration.till import fill_basket
from shop.markets.models import Market
from shop.markets.page_key import page_key

#: Tests take back what they change, so the database would tell the same version twice.
versions = count(-1, -1)


def market_at(path: str, *, cookie: str = "", browser: str = "") -> str:
    """Give the market in the key of a kept page, which is made before Django knows a language."""
    request = RequestFactory().get(path, headers={"Accept-Language": browser})
    if cookie:
        request.COOKIES["market"] = cookie
        request.META["HTTP_COOKIE"] = f"market={cookie}"
    market, _day = page_key(request, (next(versions), 0))
    return market


@pytest.mark.parametrize(
    ("path", "cookie", "browser", "market"),
    [
        ("/ja/shop/", "", "", "jp"),
        ("/ja/shop/", "", "ru", "jp"),
        ("/ru/", "", "ja", "uz"),
        ("/kaa/", "", "en", "uz"),
        ("/uz/", "intl", "uz", "intl"),
        ("/ja/", "uz", "ja", "uz"),
        ("/en/", "", "ja", "jp"),
        ("/en/", "", "de", "intl"),
        ("/en/", "nowhere", "", "intl"),
    ],
)
def test_kept_page_belongs_to_the_market_that_the_visitor_sees(db, path, cookie, browser, market):
    assert market_at(path, cookie=cookie, browser=browser) == market


def test_market_switched_off_is_not_seen_by_those_who_chose_it(db):
    Market.objects.filter(code="jp").update(is_live=False)

    assert market_at("/ja/", cookie="jp", browser="ja") == "intl"
    assert market_at("/ja/", cookie="jp", browser="ja,uz") == "uz"


@pytest.mark.parametrize("language", ["en", "ja", "uz"])
def test_other_market_keeps_page_and_language(site_tree, shopper, language):
    back = {"next": f"/{language}/search/?q=honey"}

    answer = shopper.post(f"/{language}/market/", {"market": "jp"} | back)
    without_a_page = shopper.post(f"/{language}/market/", {"market": "uz"})

    assert answer.url == back["next"]
    assert without_a_page.url == f"/{language}/shop/"
    assert set(answer.cookies) == {"market"}


def test_page_shows_the_prices_of_its_language_until_somebody_chooses(site_tree, shopper):
    make_product()

    in_japanese = shopper.get("/ja/shop/")
    in_english = shopper.get("/en/shop/")
    shopper.post("/ja/market/", {"market": "intl"})
    in_japanese_for_the_world = shopper.get("/ja/shop/")

    assert "¥1,280" in in_japanese.content.decode()
    assert "$8.50" in in_english.content.decode()
    assert "$8.50" in in_japanese_for_the_world.content.decode()


def test_other_language_keeps_the_market_of_a_filled_basket(site_tree, shopper):
    headers = {"Accept-Language": "ja", "Sec-Fetch-Site": "same-origin"}
    shopper.post(f"/en/basket/add/{make_product().pk}/", {"quantity": 1}, headers=headers)

    assert shopper.cookies["market"].value == "jp"
    assert market_at("/ru/", cookie=shopper.cookies["market"].value) == "jp"


def test_chosen_market_is_not_chosen_again_by_filling_the_basket(site_tree, shopper):
    shopper.post("/en/market/", {"market": "uz"})

    answer = fill_basket(shopper, make_product())

    assert "market" not in answer.cookies
