"""Above the form stands where a product is on sale, and the way to what is missing."""

import pytest

from factories.catalogue import give_certificates, give_food_record, make_product
from shop.catalogue.models import Product


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


@pytest.fixture
def honey(db) -> Product:
    return make_product("Licorice honey", stock=10)


def test_form_tells_what_is_missing_in_each_market_with_the_way_there(manager, honey):
    honey.food.delete()
    honey.certificates.all().delete()
    page = manager.get(f"/admin/products/edit/{honey.pk}/").content.decode()
    assert "/admin/certificates/new/?kind=" in page
    assert "new certificate" in page

    give_certificates(honey, ("uz", "jp", "intl"))
    page = manager.get(f"/admin/products/edit/{honey.pk}/").content.decode()
    assert f"/admin/food-records/new/?product={honey.pk}" in page

    honey = Product.objects.get(pk=honey.pk)
    give_food_record(honey)
    page = manager.get(f"/admin/products/edit/{honey.pk}/").content.decode()
    assert page.count("On sale") >= 3


def test_prefilled_forms_hold_what_the_address_names(manager, honey):
    kind = honey.certificates.first().kind
    page = manager.get(
        "/admin/certificates/new/",
        {"kind": kind.pk, "products": honey.pk, "markets": "x"},
    )

    form = page.context["form"]
    assert page.status_code == 200
    assert form["kind"].value() == kind.pk
    assert form["products"].value() == [honey.pk]


def test_hidden_product_tells_what_will_stand_in_its_way_once_it_is_shown(manager, honey):
    Product.objects.filter(pk=honey.pk).update(is_public=False)
    honey.certificates.all().delete()

    page = manager.get(f"/admin/products/edit/{honey.pk}/").content.decode()

    assert "Hidden: the shop does not show it" in page
    assert "new certificate" in page
    assert honey.get_absolute_url() not in page


def test_size_has_its_row_in_the_form_of_its_product_and_none_of_its_own(manager, honey):
    size = make_product("Jar", parent=honey)
    url = f"/admin/products/edit/{size.pk}/"

    assert manager.get(url).url == f"/admin/products/edit/{honey.pk}/"
    manager.post(url, {"title": "Mine"})

    size.refresh_from_db()
    assert size.title == "Jar"
    for unknown in ("999999", "9" * 30, "x"):
        page = manager.get(f"/admin/products/edit/{unknown}/", follow=True)
        assert page.status_code in (200, 404)
