"""What hangs on a product: pictures, what goes well with it, and what its kind is asked besides."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.images.tests.utils import get_test_image_file

from factories.catalogue import make_product
from home.images import CustomImage
from integration.product_form import errors, opened, send
from shop.accounts.models import User
from shop.catalogue.models import Product, ProductAttribute
from shop.console.products.rows import MOST_PICTURES


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


@pytest.fixture
def honey(db) -> Product:
    return make_product("Licorice honey")


def make_pictures(count: int) -> list[int]:
    made = [
        CustomImage.objects.create(title=f"Jar {number}", file=get_test_image_file())
        for number in range(count)
    ]
    return [picture.pk for picture in made]


def chosen(name: str, keys: list[int]) -> dict[str, int]:
    return {f"{name}-{place}-chosen": key for place, key in enumerate(keys)}


def test_pictures_are_kept_in_their_order_and_taken_away(manager, honey):
    first, second = make_pictures(2)
    orders = {"pictures-0-ORDER": "2", "pictures-1-ORDER": "1"}

    send(manager, opened(manager, honey), honey, **chosen("pictures", [first, second]), **orders)
    assert list(honey.pictures.values_list("image", flat=True)) == [second, first]

    page = send(manager, opened(manager, honey), honey, **{"pictures-0-DELETE": "on"})
    assert page.status_code == 302, errors(page)
    assert list(honey.pictures.values_list("image", flat=True)) == [first]


def test_picture_twice_one_too_many_and_one_that_is_gone_are_refused(manager, honey):
    keys = make_pictures(MOST_PICTURES + 1)
    data = opened(manager, honey)
    total = {"pictures-TOTAL_FORMS": str(MOST_PICTURES + 1)}

    twice = send(manager, data, honey, **chosen("pictures", [keys[0], keys[0]]))
    many = send(manager, data, honey, **chosen("pictures", keys), **total)
    gone = send(manager, data, honey, **chosen("pictures", [999999]))

    assert "stands here twice" in errors(twice)["pictures-1-chosen"][0]
    assert "too many: 8 at most" in many.content.decode()
    assert "not there any more" in errors(gone)["pictures-0-chosen"][0]
    assert not honey.pictures.exists()


def test_what_goes_well_with_a_thing_is_kept_in_its_order(manager, honey):
    others = [make_product(f"Other {number}").pk for number in range(3)]

    send(manager, opened(manager, honey), honey, **chosen("recommended", others))
    page = send(manager, opened(manager, honey), honey)

    assert page.status_code == 302, errors(page)
    links = honey.primary_recommendations.order_by("-ranking")
    assert list(links.values_list("recommendation", flat=True)) == others


def test_kind_asks_for_its_attributes_and_keeps_the_answers(manager, honey):
    ProductAttribute.objects.create(
        product_class=honey.product_class, name="Harvest", code="harvest", type="integer"
    )
    ProductAttribute.objects.create(
        product_class=honey.product_class, name="Flower", code="flower", type="text", required=True
    )
    data = opened(manager, honey)

    without = send(manager, data, honey, **{"attributes-harvest": "last year"})
    assert set(errors(without)) >= {"attributes-harvest", "attributes-flower"}

    answers = {"attributes-harvest": "2026", "attributes-flower": "Licorice"}
    page = send(manager, data, honey, **answers)
    assert page.status_code == 302, errors(page)
    again = opened(manager, honey)
    assert (again["attributes-harvest"], again["attributes-flower"]) == (2026, "Licorice")


def test_who_may_change_products_but_neither_stock_nor_prices_leaves_them_alone(log_in, honey):
    client = log_in("Editors")
    User.objects.get().user_permissions.set(
        Permission.objects.filter(codename__in=["change_product", "access_admin"])
    )
    [price] = honey.market_prices.filter(market__code="intl")
    data = opened(client, honey)

    page = send(
        client,
        data,
        honey,
        title="Their honey",
        **{"own-stock": "99", f"own-price_{price.market_id}": "1.00"},
    )

    assert page.status_code == 302, errors(page)
    price.refresh_from_db()
    assert Product.objects.get().title == "Their honey"
    assert honey.stockrecords.get().num_in_stock == 10
    assert str(price.amount) == "8.50"
