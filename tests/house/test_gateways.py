"""Every way to pay keeps to the interface, and a new one needs nothing but its module."""

import inspect

import pytest

from shop.payments.gateways import gateway_choices, gateways, subclasses
from shop.payments.gateways.base import Gateway
from shop.payments.models import PaymentOption, PaymentSession


@pytest.mark.parametrize("gateway", gateways().values(), ids=list(gateways()))
def test_gateway_has_a_code_that_fits_records_and_words_for_people(gateway):
    longest = PaymentSession._meta.get_field("gateway").max_length

    assert gateway.code.isidentifier()
    assert len(gateway.code) <= longest
    assert str(gateway.label).strip()
    assert str(gateway.hint).strip()


@pytest.mark.parametrize("gateway", gateways().values(), ids=list(gateways()))
def test_gateway_takes_the_arguments_of_the_interface(gateway):
    for name, method in inspect.getmembers(Gateway, inspect.isfunction):
        wanted = list(inspect.signature(method).parameters)
        given = list(inspect.signature(getattr(type(gateway), name)).parameters)
        assert given == wanted, f"{gateway.code}.{name}"


def test_gateways_stand_in_their_order_at_the_till():
    positions = [gateway.position for gateway in gateways().values()]

    assert positions == sorted(positions)
    assert [code for code, _ in gateway_choices()] == list(gateways())


def test_new_gateway_is_found_by_itself():
    class Barter(Gateway):
        code = "barter"

    assert Barter in subclasses(Gateway)


def test_choices_of_records_follow_the_gateways_without_a_migration():
    choices = dict(PaymentOption._meta.get_field("gateway").choices)

    assert set(choices) >= {"stripe", "bank_transfer", "cash_on_delivery"}
