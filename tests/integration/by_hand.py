"""Orders paid by transfer or at the door, and what tests of them do over and over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.fake_provider import fake_provider
from factories.orders import german_address, make_basket, place
from shop.accounts.models import User
from shop.payments.models import PaymentOption
from shop.services.payment_start import start_payment
from shop.services.receipt_confirm import confirm_receipt
from shop.services.reconcile import reconcile

ACCOUNT = "Demonstration bank, account DEMO-0000"
HONEY_AND_DELIVERY = "89500"
DUE = 8_950_000
LONG_AGO = timedelta(days=3650)


def nukus_address(**fields):
    defaults = {"country_id": "UZ", "line4": "Nukus", "postcode": "230100"}
    return german_address(**(defaults | fields))


def order_by(payment: str, jar, now=None):
    """Give an order whose way to pay has begun."""
    order = place(
        make_basket((jar, 1), market="uz"),
        total=HONEY_AND_DELIVERY,
        address=nukus_address(),
        payment=payment,
        now=now,
    )
    start_payment(order_id=order.pk, now=now or timezone.now())
    order.refresh_from_db()
    return order


def receive(order, amount=DUE, reference="B-1", by=None):
    return confirm_receipt(
        order_id=order.pk, amount_minor=amount, reference=reference, by=by, now=timezone.now()
    )


def books() -> list:
    return reconcile(now=timezone.now(), since=timezone.now() - LONG_AGO)


def mail_kinds(order) -> list[str]:
    return list(order.mails.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def staff(db):
    return User.objects.create_user("manager@ovop.example")


@pytest.fixture
def jar(db):
    make_zone("uz", ("UZ",), price="24500")
    PaymentOption.objects.filter(market__code="uz", gateway="bank_transfer").update(
        is_offered=True, instructions=ACCOUNT
    )
    with fake_provider():
        yield make_product(stock=3)
