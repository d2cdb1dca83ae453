"""The food record's form: what it takes, what it tells, and who may open it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.users.models import UserProfile

from factories.catalogue import NUTRITION, make_product
from integration.food_form import (  # noqa: F401
    MANAGER,
    form_of,
    record,
    state_of,
    suspended,
    url_of,
)
from shop.accounts.models import User
from shop.catalogue.models import FoodRecord, Product
from shop.rules.sale import SaleState


def test_saving_the_same_again_writes_nothing(log_in, record):
    client = log_in(MANAGER)
    before = FoodRecord.objects.values().get()

    client.post(url_of(record), form_of(record))

    assert FoodRecord.objects.values().get() == before


def test_each_change_goes_up_by_one_version(log_in, record):
    client = log_in(MANAGER)

    client.post(url_of(record), form_of(record, storage="Cool."))

    record.refresh_from_db()
    assert (record.version, record.storage) == (2, "Cool.")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"hs_code": "0409.0"}, "hs_code", "six digits"),
        ({"hs_code": "honey!"}, "hs_code", "six digits"),
        ({"allergens": ["love"]}, "allergens", "not one of the available choices"),
        ({"may_contain": ["nitrogen"]}, "may_contain", "not one of the available choices"),
        ({"has_no_allergens": "on"}, "has_no_allergens", "Allergens are ticked above"),
        ({"may_contain": ["milk"]}, "may_contain", "not a trace: milk"),
        ({"nutrition_fat": "a lot"}, "nutrition_fat", "Enter a number"),
        ({"nutrition_fat": "-1"}, "nutrition_fat", "greater than or equal to 0"),
        ({"nutrition_salt": "101"}, "nutrition_salt", "less than or equal to 100"),
        ({"nutrition_salt": "NaN"}, "nutrition_salt", "Enter a number"),
        ({"nutrition_salt": "1e400"}, "nutrition_salt", "less than or equal to 100"),
        ({"nutrition_sugars": "90"}, "nutrition_sugars", "part of the amount before it"),
        ({"nutrition_protein": "90"}, "nutrition_salt", "more than 100 g"),
        ({"nutrition_energy_kcal": "3"}, "nutrition_energy_kcal", "does not agree"),
        ({"shelf_life_days": "-3"}, "shelf_life_days", "greater than or equal to 0"),
        ({"origin_country": "ZZ"}, "origin_country", "not one of the available choices"),
        ({"storage": "x" * 301}, "storage", "at most 300"),
        ({"contains_honey": None}, "contains_honey", "Honey stands among the ingredients"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(log_in, record, changes, field, words):
    client = log_in(MANAGER)
    before = FoodRecord.objects.values().get()

    page = client.post(
        url_of(record), form_of(record, **changes, ingredients="Honey\nfelt from afar")
    )

    assert page.status_code == 200
    assert words in " ".join(page.context["form"].errors[field])
    assert words in page.content.decode()
    assert "felt from afar" in page.content.decode()
    assert FoodRecord.objects.values().get() == before


def test_honey_is_suggested_once_and_the_person_decides(log_in, record):
    client = log_in(MANAGER)

    asked = client.post(url_of(record), form_of(record, contains_honey=None))
    form = asked.context["form"]
    decided = client.post(url_of(record), form_of(record, contains_honey=None, asked_of_honey="on"))

    assert form["contains_honey"].value()
    assert form["asked_of_honey"].value()
    assert decided.status_code == 302
    record.refresh_from_db()
    assert record.contains_honey is False


def test_amounts_are_kept_as_numbers_and_an_empty_one_is_left_out(log_in, record):
    client = log_in(MANAGER)

    client.post(
        url_of(record),
        form_of(record, nutrition_salt="0,25", nutrition_sugars="", hs_code="1704 90"),
    )

    record.refresh_from_db()
    assert record.nutrition == {
        **{code: NUTRITION[code] for code in NUTRITION if code != "sugars"},
        "salt": 0.25,
    }
    assert record.hs_code == "170490"


def test_form_says_for_which_markets_the_label_is_complete(log_in, record):
    FoodRecord.objects.update(hs_code="", nutrition={**NUTRITION, "sugars": None})
    client = log_in(MANAGER)

    page = client.get(url_of(record)).content.decode()
    listed = client.get("/admin/food-records/").content.decode()

    assert "Label for Uzbekistan: complete." in page
    assert "Label for Japan: lacks the customs code. Not on sale there." in page
    assert "Label for International: lacks the customs code, the nutrition values." in page
    assert "Japan: the customs code; International: the customs code, the nutrition" in listed
    assert "usually 0409.00" in page


def test_form_counts_the_weight_of_every_size(log_in, record):
    make_product("Small", parent=record.product, prices={}, net_weight_g=None)
    make_product("Large", parent=record.product, prices={})
    Product.objects.filter(pk=record.product_id).update(structure=Product.PARENT)

    page = log_in(MANAGER).get(url_of(record)).content.decode()

    assert "Label for Uzbekistan: lacks the net weight." in page


def test_list_costs_the_same_however_many_records(log_in, record):
    client = log_in(MANAGER)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/admin/food-records/")
        return len(captured)

    cost()
    few = cost()
    for number in range(5):
        product = make_product(f"Honey {number}")
        make_product("Size", parent=product, prices={})
        Product.objects.filter(pk=product.pk).update(structure=Product.PARENT)

    assert cost() == few


def test_new_record_is_made_for_a_food_without_one(log_in, record):
    food = make_product("Jida", kind="dried_fruit")
    make_product("Camel", kind="toy")
    FoodRecord.objects.filter(product=food).delete()
    client = log_in(MANAGER)

    page = client.get("/admin/food-records/new/")
    offered = list(page.context["form"].fields["product"].queryset)
    answer = client.post(
        "/admin/food-records/new/",
        form_of(record, product=food.pk, ingredients="jida", contains_honey=None),
    )

    assert offered == [food]
    assert answer.status_code == 302
    assert FoodRecord.objects.get(product=food).ingredients == ["jida"]
    assert suspended(FoodRecord.objects.get(product=food)) == {False}


@pytest.mark.parametrize("which", ["toy", "has one", "size", "unknown"])
def test_new_record_is_refused_for_what_needs_none(log_in, record, which):
    size = make_product("Small", parent=record.product, prices={})
    products = {
        "toy": make_product("Camel", kind="toy").pk,
        "has one": record.product_id,
        "size": size.pk,
        "unknown": 10**9,
    }

    page = log_in(MANAGER).post(
        "/admin/food-records/new/", form_of(record, product=products[which])
    )

    assert page.status_code == 200
    assert "choose a food that has no record yet" in page.content.decode()
    assert FoodRecord.objects.count() == 1


def test_record_never_moves_to_another_product(log_in, record):
    other = make_product("Other")
    FoodRecord.objects.filter(product=other).delete()

    log_in(MANAGER).post(url_of(record), form_of(record, product=other.pk, storage="Cool."))

    record.refresh_from_db()
    assert record.product_id != other.pk
    assert record.storage == "Cool."


def test_nobody_deletes_a_record(client, site_tree, record):
    client.force_login(User.objects.create_superuser("root@ovop.example", "x"))

    answer = client.post(f"/admin/food-records/delete/{record.pk}/")
    page = client.get(url_of(record)).content.decode()

    assert answer.status_code == 302
    assert FoodRecord.objects.exists()
    assert "/admin/food-records/delete/" not in page


@pytest.mark.parametrize(
    "role", ["Editors", "Translators", "Fulfilment officers", "Certification officers"]
)
@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "history/{pk}/"])
def test_nobody_else_opens_the_form(log_in, record, role, path):
    client = log_in(role)
    url = f"/admin/food-records/{path.format(pk=record.pk)}"

    opened = client.get(url)
    sent = client.post(url, form_of(record, ingredients="Salt"))

    record.refresh_from_db()
    assert opened.status_code == sent.status_code == 302
    assert record.ingredients == ["Honey", "sesame seeds"]


def read_in(user_language: str) -> None:
    """Let everybody read the admin in a language."""
    for user in User.objects.all():
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": user_language}
        )


def test_recipe_is_written_in_the_first_language_whatever_the_admin_is_read_in(log_in, record):
    FoodRecord.objects.update(ingredients_ru=["мёд", "кунжут"], storage_ru="В темноте.")
    client = log_in(MANAGER)
    read_in("ru")

    shown = client.get(url_of(record)).context["form"]
    same = client.post(url_of(record), form_of(record))
    unchanged = FoodRecord.objects.rewrite(False).values().get()
    client.post(url_of(record), form_of(record, ingredients="Honey", storage="Cool."))

    changed = FoodRecord.objects.rewrite(False).values().get()
    assert shown["ingredients"].value() == "Honey\nsesame seeds"
    assert shown["storage"].value() == record.storage
    assert same.status_code == 302
    assert unchanged["version"] == 1
    for column in ("ingredients", "ingredients_en"):
        assert changed[column] == ["Honey"], column
    for column in ("storage", "storage_en"):
        assert changed[column] == "Cool.", column
    assert changed["ingredients_ru"] == ["мёд", "кунжут"]
    assert changed["storage_ru"] == "В темноте."
    assert suspended(record) == {True}


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_what_is_on_sale_does_not_hang_on_the_readers_language(record, language):
    FoodRecord.objects.update(ingredients_en=[], ingredients_ru=["мёд"])

    with translation.override(language):
        assert state_of(record.product) is SaleState.INCOMPLETE
