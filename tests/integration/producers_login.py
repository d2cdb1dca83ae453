"""A producer who is logged in, an order with things of theirs and of somebody else's."""

import pytest
from django.utils import timezone

from factories.catalogue import make_producer, make_product, make_zone
from factories.orders import make_basket, pay, place
from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.console.own.statement import Period
from shop.order.models import Order

#: Of a customer and of other people's things: nothing of it is a producer's business.
PRIVATE = ("Anna", "anna@example", "Hauptstra", "10115", "4930901820", "Sesame oil", "12.00")
PAGES = [
    "/admin/",
    "/admin/own/",
    "/admin/own/certificates/",
    "/admin/own/to-prepare/",
    "/admin/own/statement/",
    "/admin/own/statement.csv",
]


@pytest.fixture
def honey(site_tree) -> Product:
    """Of the producer whom the login speaks for."""
    return make_product("Licorice honey", stock=40, producer=make_producer("Bee"))


@pytest.fixture
def oil(site_tree) -> Product:
    """Of somebody else."""
    return make_product(
        "Sesame oil", stock=40, prices={"intl": "12.00"}, producer=make_producer("Press")
    )


@pytest.fixture
def order(honey, oil) -> Order:
    """Two jars of honey at $8.50 and an oil at $12.00, delivered for $14.50, paid."""
    make_zone()
    return pay(place(make_basket((honey, 2), (oil, 1)), total="43.50"))


@pytest.fixture
def bee(log_in, honey):
    client = log_in("Producers")
    producer_login().producers.set([honey.producer])
    return client


def producer_login() -> User:
    return User.objects.get(email="producers@ovop.example")


def text_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return b"".join(response).decode() if response.streaming else response.content.decode()


def today() -> Period:
    return Period(timezone.localdate(), timezone.localdate())
