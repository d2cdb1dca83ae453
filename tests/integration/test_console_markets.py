"""Staff edit markets, zones and destinations; what is missing is named, what is typed is kept."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.catalogue import make_product, make_zone
from shop.catalogue.models import ProductClass
from shop.markets.models import Market
from shop.payments.models import PaymentOption
from shop.rules.errors import NoFallbackMarket
from shop.services.market_save import save_market
from shop.shipping.models import ShippingRestriction, ShippingZone


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


def market_form(market: Market, **changes) -> dict:
    form = {
        "name": market.name,
        "code": market.code,
        "currency": market.currency,
        "languages": market.languages,
        "time_zone": market.time_zone,
        "minimum_order": "0",
        "free_delivery_from": "",
        "allergen_list": market.allergen_list,
        "position": market.position,
    }
    ticks = ("charges_vat", "is_live", "is_fallback")
    form |= {name: "on" for name in ticks if getattr(market, name)}
    return {name: value for name, value in (form | changes).items() if value is not None}


def edit(client, code: str, **changes):
    market = Market.objects.get(code=code)
    return client.post(f"/admin/markets/edit/{market.pk}/", market_form(market, **changes))


def errors_of(page, field: str) -> str:
    return " ".join(page.context["form"].errors.get(field, []))


def korea(**fields) -> Market:
    return Market.objects.create(
        code="kr", name="Korea", currency="USD", is_live=False, time_zone="Asia/Seoul", **fields
    )


def make_ready(market: Market) -> None:
    """Give a market all that it needs to go live."""
    make_zone(market.code, ("KR",))
    make_product(prices={market.code: "9.00"}, certified_for=())
    PaymentOption.objects.create(market=market, gateway="stripe")
    market.requirements.create(
        product_class=ProductClass.objects.get(slug="toy"),
        kind=Market.objects.get(code="uz").requirements.first().kind,
    )


def test_form_shows_every_part_of_a_market(manager):
    market = Market.objects.get(code="uz")

    page = manager.get(f"/admin/markets/edit/{market.pk}/").content.decode()

    for name in market_form(market) | {"is_fallback": ""}:
        assert f'name="{name}"' in page
    languages = [name for _code, name in settings.LANGUAGES if name != "English"]
    assert all(name in page for name in languages)
    assert page.count('type="checkbox" name="languages"') == len(languages)


def test_changed_market_is_stored(manager):
    answer = edit(manager, "intl", minimum_order="10.00", free_delivery_from="60.00")

    market = Market.objects.get(code="intl")
    assert answer.status_code == 302
    assert (market.minimum_order, market.free_delivery_from) == (Decimal(10), Decimal(60))


def test_all_that_is_missing_is_named_at_once_and_what_was_typed_is_kept(manager):
    korea()

    page = edit(manager, "kr", is_live="on", name="South Korea")

    assert errors_of(page, "is_live") == (
        "Before it goes live it needs: a delivery zone with countries; a weight band with a price "
        "in a zone that has countries; a price of a product that the shop shows; a way to pay "
        "that is offered; a kind of certificate that it asks for; a language."
    )
    assert page.context["form"]["name"].value() == "South Korea"
    assert not Market.objects.get(code="kr").is_live


@pytest.mark.parametrize(
    ("take_away", "named"),
    [
        (lambda m: m.zones.get().countries.clear(), "a delivery zone with countries"),
        (lambda m: m.zones.get().bands.all().delete(), "a weight band"),
        (lambda m: m.prices.all().delete(), "a price of a product"),
        (lambda m: m.prices.get().product.__class__.objects.update(is_public=False), "a price"),
        (lambda m: m.payment_options.update(is_offered=False), "a way to pay"),
        (lambda m: m.payment_options.update(gateway="bank_transfer"), "a way to pay"),
        (lambda m: m.requirements.all().delete(), "a kind of certificate"),
        (lambda m: Market.objects.filter(pk=m.pk).update(languages=[]), "a language"),
    ],
)
def test_market_that_lacks_one_thing_does_not_go_live(manager, take_away, named):
    market = korea(languages=["ko"])
    make_ready(market)
    take_away(market)

    page = edit(manager, "kr", is_live="on")

    assert named in errors_of(page, "is_live")
    assert not Market.objects.get(code="kr").is_live


def test_market_that_has_everything_goes_live(manager):
    make_ready(korea(languages=["ko"]))

    answer = edit(manager, "kr", is_live="on")

    assert answer.status_code == 302
    assert Market.objects.get(code="kr").is_live


def test_list_of_markets_tells_what_each_lacks(manager):
    make_ready(korea(languages=["ko"]))
    manager.get("/admin/markets/")

    with CaptureQueriesContext(connection) as of_four:
        page = manager.get("/admin/markets/").content.decode()
    for number in range(5):
        Market.objects.create(code=f"m{number}", name=f"M{number}", currency="USD", is_live=False)
    with CaptureQueriesContext(connection) as of_nine:
        manager.get("/admin/markets/")

    assert "a delivery zone with countries; a weight band" in page
    assert len(of_nine) == len(of_four)


def test_new_market_begins_switched_off(manager):
    page = manager.get("/admin/markets/new/")
    new = Market(code="kr", name="Korea", currency="USD", time_zone="Asia/Seoul")
    manager.post("/admin/markets/new/", market_form(new, is_live=None))

    assert page.context["form"]["is_live"].value() is False
    assert not Market.objects.get(code="kr").is_live


def test_fallback_is_not_switched_off(manager):
    page = edit(manager, "intl", is_live=None)

    assert "stays live" in errors_of(page, "is_live")
    assert Market.objects.get(code="intl").is_live


def test_fallback_is_not_given_up_for_nobody(manager):
    page = edit(manager, "intl", is_fallback=None)

    assert "Tick this at another market" in errors_of(page, "is_fallback")
    assert Market.objects.get(is_fallback=True).code == "intl"


def test_fallback_moves_to_another_market(manager):
    answer = edit(manager, "uz", is_fallback="on")

    assert answer.status_code == 302
    assert Market.objects.get(is_fallback=True).code == "uz"


def test_stale_form_does_not_take_the_fallback_away(db):
    stale = Market.objects.get(code="uz")
    save_market(market=_as_fallback("uz"))

    with pytest.raises(NoFallbackMarket):
        save_market(market=stale)

    assert Market.objects.get(is_fallback=True).code == "uz"


def _as_fallback(code: str) -> Market:
    market = Market.objects.get(code=code)
    market.is_fallback = True
    return market


def test_stale_form_is_answered_in_the_form(manager, monkeypatch):
    def too_late(**kwargs):
        raise NoFallbackMarket(market="uz")

    monkeypatch.setattr("shop.console.market_forms.save_market", too_late)

    page = edit(manager, "uz", name="Uzbekistan at home")

    assert "Meanwhile" in errors_of(page, "is_fallback")
    assert page.context["form"]["name"].value() == "Uzbekistan at home"


def test_market_is_never_deleted(manager, admin_client):
    market = korea()

    for client in (manager, admin_client):
        client.post(f"/admin/markets/delete/{market.pk}/")

    assert Market.objects.filter(code="kr").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"languages": ["ja"]}, "languages"),
        ({"languages": ["en"]}, "languages"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"minimum_order": "-1"}, "minimum_order"),
        ({"free_delivery_from": "0"}, "free_delivery_from"),
        ({"minimum_order": "much"}, "minimum_order"),
        ({"currency": "XYZ"}, "currency"),
        ({"name": ""}, "name"),
    ],
)
def test_bad_market_is_explained_beside_the_field(manager, changes, field):
    page = edit(manager, "uz", **changes)

    assert page.status_code == 200
    assert errors_of(page, field)


def test_amounts_have_no_smaller_coins_than_the_currency(manager):
    assert "small coins" in errors_of(edit(manager, "jp", minimum_order="10.50"), "minimum_order")


def test_currency_of_prices_is_not_exchanged_for_another(manager):
    make_product()

    page = edit(manager, "jp", currency="USD")

    assert "has prices" in errors_of(page, "currency")
    assert Market.objects.get(code="jp").currency == "JPY"


def zone_form(zone: ShippingZone | None = None, *, bands=(), **changes) -> dict:
    kept = list(zone.bands.all()) if zone else []
    form = {
        "market": Market.objects.get(code="intl").pk,
        "name": "Asia",
        "carrier": "EMS",
        "days_min": "5",
        "days_max": "9",
        "countries": ["KR"],
        "bands-TOTAL_FORMS": len(kept) + len(bands),
        "bands-INITIAL_FORMS": len(kept),
        "bands-MIN_NUM_FORMS": 0,
        "bands-MAX_NUM_FORMS": 1000,
    }
    rows = [(band.up_to_grams, band.price, band.pk) for band in kept] + [
        (grams, price, "") for grams, price in bands
    ]
    for number, (grams, price, pk) in enumerate(rows):
        form |= {
            f"bands-{number}-up_to_grams": grams,
            f"bands-{number}-price": price,
            f"bands-{number}-id": pk,
        }
    return form | changes


def test_zone_is_made_together_with_its_bands(manager):
    answer = manager.post(
        "/admin/delivery-zones/new/", zone_form(bands=[(500, "9.50"), (1000, "13.00")])
    )

    zone = ShippingZone.objects.get()
    assert answer.status_code == 302
    assert [(b.up_to_grams, b.price) for b in zone.bands.all()] == [
        (500, Decimal("9.50")),
        (1000, Decimal("13.00")),
    ]
    assert [country.pk for country in zone.countries.all()] == ["KR"]


def test_band_is_added_and_taken_away_in_the_form_of_the_zone(manager):
    zone = make_zone("intl", ("KR",))
    url = f"/admin/delivery-zones/edit/{zone.pk}/"

    manager.post(url, zone_form(zone, bands=[(500, "9.50")]))
    assert zone.bands.count() == 2
    zone = ShippingZone.objects.get()
    manager.post(url, zone_form(zone) | {"bands-0-DELETE": "on"})

    assert ShippingZone.objects.get().bands.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"countries": []}, "Please choose one country at least."),
        ({"countries": ["DE"]}, "in another zone of the market already: Germany (Zone of intl)"),
        ({"days_max": "2"}, "less than the days at least"),
        ({"bands": [(500, "9.50"), (500, "8.00")]}, "correct the duplicate"),
        ({"bands": [(500, "-1")]}, "greater than or equal to 0"),
        ({"bands": [("x", "1")]}, "Enter a whole number"),
    ],
)
def test_bad_zone_is_explained_and_kept(manager, changes, words):
    make_zone("intl", ("DE",))

    page = manager.post("/admin/delivery-zones/new/", zone_form(**changes))

    assert page.status_code == 200
    assert words in page.content.decode()
    assert page.context["form"]["name"].value() == "Asia"
    assert ShippingZone.objects.count() == 1


def test_countries_are_chosen_by_name_and_the_chosen_are_ticked(manager):
    zone = make_zone("intl", ("KR",))

    page = manager.get(f"/admin/delivery-zones/edit/{zone.pk}/").content.decode()

    assert 'value="KR" checked> South Korea' in page
    assert 'value="DE"> Germany' in page
    assert "Tick the European Union" in page
    assert "console/js/choices.js" in page


def restriction_form(**changes) -> dict:
    form = {"reason": "It holds glass.", "countries": ["KR", "JP"], "product": ""}
    return form | {"product_class": ProductClass.objects.get(slug="toy").pk} | changes


def test_destination_is_forbidden_and_allowed_again_by_staff(manager):
    answer = manager.post("/admin/destinations-not-allowed/new/", restriction_form())
    made = ShippingRestriction.objects.get(reason="It holds glass.")
    manager.post(f"/admin/destinations-not-allowed/delete/{made.pk}/")

    assert answer.status_code == 302
    assert not ShippingRestriction.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    "changes", [{"product_class": ""}, {"countries": []}, {"reason": ""}, {"countries": ["ZZ"]}]
)
def test_bad_destination_is_explained_and_kept(manager, changes):
    page = manager.post("/admin/destinations-not-allowed/new/", restriction_form(**changes))

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not ShippingRestriction.objects.filter(reason="It holds glass.").exists()
