"""What may not be sent to a country is said before the till, at it, and refused behind it."""

from decimal import Decimal

import pytest
from django.test import Client

from factories.catalogue import make_product, make_zone
from factories.orders import german_address, make_basket, place
from integration.till import ADDRESS, fill_basket, pay_form
from shop.accounts.models import User
from shop.basket.models import Line
from shop.catalogue.models import Product, ProductClass
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.rules.countries import EUROPEAN_UNION
from shop.rules.errors import ForbiddenDestination
from shop.shipping.models import ShippingRestriction

REASON = "Not verified yet."


def zone(*countries: str, market: str = "intl"):
    return make_zone(market, countries, lets_everything_in=False)


def forbid(*countries: str, **about) -> ShippingRestriction:
    restriction = ShippingRestriction.objects.create(reason=REASON, **about)
    restriction.countries.set(countries)
    return restriction


@pytest.fixture
def honey(db):
    return make_product("Licorice honey")


@pytest.fixture
def capers(db):
    return make_product("Capers", kind="preserve")


def test_honey_does_not_go_into_the_european_union_unless_staff_say_so(db):
    restriction = ShippingRestriction.objects.get()

    codes = set(restriction.countries.values_list("pk", flat=True))
    assert restriction.product_class.slug == "honey"
    assert codes == EUROPEAN_UNION
    assert len(codes) == 27
    assert "Uzbekistan" in restriction.reason


@pytest.mark.parametrize(
    ("thing", "country", "may"),
    [
        ("honey", "DE", False),
        ("honey", "CH", True),
        ("capers", "DE", True),
        ("one size", "DE", True),
        ("one size", "FR", False),
        ("its brother", "FR", True),
    ],
)
def test_order_is_refused_where_the_thing_may_not_go(honey, capers, thing, country, may):
    zone("DE", "CH", "FR")
    parent = make_product("Toy", kind="toy")
    Product.objects.filter(pk=parent.pk).update(structure="parent")
    parent.refresh_from_db()
    size = make_product("Toy, small", parent=parent)
    forbid("FR", product=parent)
    brother = make_product("Horse", kind="toy")
    things = {"honey": honey, "capers": capers, "one size": size, "its brother": brother}
    basket = make_basket((things[thing], 1))
    address = german_address(country_id=country)

    if may:
        assert place(basket, total="23.00", address=address).lines.count() == 1
        return
    with pytest.raises(ForbiddenDestination) as refused:
        place(basket, total="23.00", address=address)

    assert refused.value.data["country"] == country
    assert set(refused.value.data["reasons"]) == {things[thing].pk}
    assert not Order.objects.exists()
    assert not StockRecord.objects.filter(num_allocated__gt=0).exists()


def test_restriction_is_about_a_class_or_a_product(db, capers):
    from django.core.exceptions import ValidationError

    for about in ({}, {"product": capers, "product_class": ProductClass.objects.first()}):
        with pytest.raises(ValidationError, match="either a kind of product or one product"):
            ShippingRestriction(reason=REASON, **about).full_clean()


def test_product_page_says_where_it_cannot_go(site_tree, honey, capers):
    zone("DE", "FR", "CH")

    of_honey = Client().get(honey.get_absolute_url()).content.decode()
    of_capers = Client().get(capers.get_absolute_url()).content.decode()

    assert "We can't send this to France, Germany." in of_honey.replace("&#x27;", "'")
    assert "send this to" not in of_capers


def test_zone_where_nothing_of_it_may_go_is_not_offered(site_tree, honey):
    zone("DE", "FR")
    neighbours = zone("KZ")
    neighbours.name = "Neighbours"
    neighbours.save()

    page = Client().get(honey.get_absolute_url())

    assert [row["country"] for row in page.context["delivery"]] == ["Neighbours"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Страны нет в списке."), ("uz", "Ro‘yxatda yo‘q."), ("ja", REASON)],
)
def test_reason_is_read_in_the_readers_language(site_tree, honey, language, words):
    zone("KZ")
    restriction = forbid("KZ", product=honey)
    restriction.reason_ru, restriction.reason_uz = "Страны нет в списке.", "Ro‘yxatda yo‘q."
    restriction.save()

    page = Client().get(
        f"/{language}/shop/{honey.slug}_{honey.pk}/", headers={"Cookie": "market=intl"}
    )

    assert words in page.content.decode()


def test_product_page_is_silent_where_the_market_sends_to_none_of_them(site_tree, honey):
    zone("CH")

    page = Client().get(honey.get_absolute_url()).content.decode()

    assert "send this to" not in page


def test_basket_says_quietly_where_a_thing_cannot_go(shopper, honey, capers):
    zone("DE", "FR", "CH", "AT", "BE")
    fill_basket(shopper, honey)
    fill_basket(shopper, capers)

    page = shopper.get("/en/basket/")

    assert [line.note for line in page.context["basket_lines"]] == [
        "Cannot be sent to Austria, Belgium, France and 1 more country.",
        "",
    ]
    assert page.context["may_check_out"]


def test_basket_warns_before_the_till_where_the_last_order_went_there(
    site_tree, shopper, honey, capers
):
    zone("DE", "CH")
    user = User.objects.create_user("anna@example.org")
    order = place(make_basket((capers, 1)), total="23.00")
    Order.objects.filter(pk=order.pk).update(user=user)
    shopper.force_login(user)
    fill_basket(shopper, honey)

    page = shopper.get("/en/basket/")

    [line] = page.context["basket_lines"]
    assert line.warning.startswith("We can't send this to Germany. The European Union")
    assert page.context["may_check_out"]


def test_basket_keeps_the_till_closed_where_a_thing_can_go_nowhere(shopper, honey):
    zone("JP", market="jp")
    forbid("JP", product=honey)
    shopper.cookies["market"] = "jp"
    fill_basket(shopper, honey)

    page = shopper.get("/en/basket/")

    [line] = page.context["basket_lines"]
    assert line.problem == f"We can't send this to Japan. {REASON}"
    assert not page.context["may_check_out"]


def test_till_names_the_thing_and_takes_it_out_with_all_that_was_typed_kept(shopper, honey, capers):
    zone("DE", "CH")
    fill_basket(shopper, honey)
    fill_basket(shopper, capers)
    form = pay_form(shopper)

    refused = shopper.post("/en/checkout/", form)
    [thing] = refused.context["summary"].forbidden
    page = shopper.post("/en/checkout/", form | {"take_out": thing.line_id}, follow=True)

    assert refused.status_code == 409
    assert "“Licorice honey”" in refused.context["form"].errors["country"][0]
    assert "to Germany" in refused.context["form"].errors["country"][0]
    assert refused.context["form"]["line1"].value() == ADDRESS["line1"]
    assert thing.title == "Licorice honey"
    assert not Order.objects.exists()
    assert [line.product for line in Line.objects.all()] == [capers]
    assert {name: page.context["form"][name].value() for name in ADDRESS} == ADDRESS
    assert page.context["summary"].forbidden == []
    assert page.context["summary"].total == Decimal("23.00")


def test_last_thing_taken_out_leads_to_the_empty_basket(shopper, honey):
    zone("DE", "CH")
    fill_basket(shopper, honey)

    page = shopper.post("/en/checkout/", ADDRESS | {"take_out": Line.objects.get().pk}, follow=True)

    assert page.redirect_chain[-1] == ("/en/basket/", 302)
    assert page.context["basket_is_empty"]


@pytest.mark.parametrize("line", ["0", "-1", "x", "9" * 30, "٣"])
def test_strange_line_to_take_out_takes_nothing(shopper, capers, line):
    zone("DE")
    fill_basket(shopper, capers)

    page = shopper.post("/en/checkout/", ADDRESS | {"take_out": line})

    assert page.status_code in (302, 409)
    assert Line.objects.exists()


def test_line_of_a_foreign_basket_is_not_taken_out(shopper, capers, honey):
    zone("DE")
    foreign = make_basket((honey, 1)).lines.get()
    fill_basket(shopper, capers)

    shopper.post("/en/checkout/", ADDRESS | {"take_out": foreign.pk})

    assert Line.objects.filter(pk=foreign.pk).exists()
