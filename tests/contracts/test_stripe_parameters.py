"""The emulator takes, and our gateway sends, no parameter that Stripe does not have."""

import inspect
import re
import typing
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from stripe.params import (
    DisputeListParams,
    RefundCreateParams,
    RefundListParams,
    WebhookEndpointCreateParams,
)
from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionListParams,
    SessionRetrieveParams,
)
from stripe_types import faults, fields
from typing_extensions import is_typeddict

from factories.catalogue import make_product, make_zone
from factories.orders import german_address, make_basket, place
from shop.payments.gateways.stripe_checkout import StripeCheckout
from shop.payments.gateways.stripe_writing import session_params
from shop.services.payment_start import open_attempt
from stripe_emulator import Emulator, parameters
from stripe_emulator.schema import Hash
from stripe_emulator.webhooks import SHOP_EVENTS


def accepted_names(schema):
    """Every dotted name that a schema of the emulator takes, without those below a free hash."""
    names = set()
    for name, checker in schema.fields.items():
        names.add(name)
        closure = inspect.getclosurevars(checker).nonlocals if inspect.isfunction(checker) else {}
        inner = checker if isinstance(checker, Hash) else closure.get("checker")
        if isinstance(inner, Hash):
            names |= {f"{name}.{below}" for below in accepted_names(inner)}
    return names


def typed_names(hint):
    """Every dotted name in a typed parameter class of the `stripe` package, or in an annotation."""
    if is_typeddict(hint):
        known = fields(hint)
        return known.keys() | {
            f"{name}.{below}" for name, inner in known.items() for below in typed_names(inner)
        }
    return {name for argument in typing.get_args(hint) for name in typed_names(argument)}


def sent_names(value):
    """Every dotted name in parameters that were sent, without those below metadata."""
    if isinstance(value, list):
        return {name for entry in value for name in sent_names(entry)}
    if not isinstance(value, dict):
        return set()
    return value.keys() | {
        f"{name}.{below}"
        for name, inner in value.items()
        if name != "metadata"
        for below in sent_names(inner)
    }


@pytest.mark.parametrize(
    ("schema", "typed"),
    [
        (parameters.SESSION_CREATE, SessionCreateParams),
        (parameters.REFUND_CREATE, RefundCreateParams),
    ],
)
def test_every_parameter_that_the_emulator_takes_exists_at_stripe(schema, typed):
    accepted = accepted_names(schema)

    assert len(accepted) >= len(schema.fields)
    assert accepted <= typed_names(typed)


def test_nested_names_are_among_those_compared():
    accepted = accepted_names(parameters.SESSION_CREATE)

    assert "line_items.price_data.product_data.name" in accepted
    assert "payment_intent_data.shipping.address.city" in accepted


class Recorder(Emulator):
    """An emulator that keeps the requests it was sent."""

    def __init__(self):
        super().__init__()
        self.requests = []

    def api(self, request, before_work):
        self.requests.append(request)
        return super().api(request, before_work)


@pytest.fixture
def attempt(db):
    """An order that awaits payment, and its session that is not opened yet."""
    make_zone("intl", ("DE",))
    order = place(make_basket((make_product(), 2)), total="31.50")
    return open_attempt(order_id=order.pk, now=timezone.now())


def test_parameters_of_a_session_are_those_of_the_package_in_name_and_type(attempt):
    order, session = attempt

    params = session_params(order, session)

    assert len(params["line_items"]) == 2
    assert faults(params, SessionCreateParams, "session") == []


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en"), ("ru", "ru"), ("ja", "ja"), ("uz", "auto"), ("kaa", "auto"), ("", "auto")],
)
def test_page_of_the_provider_speaks_the_orders_language(attempt, language, locale):
    order, session = attempt
    order.language = language

    params = session_params(order, session)

    assert params["locale"] == locale
    assert faults(params, SessionCreateParams, "session") == []


@pytest.mark.parametrize(
    ("market", "country", "delivery", "total", "currency", "amounts"),
    [
        ("intl", "DE", "14.50", "31.50", "usd", [1700, 1450]),
        ("jp", "JP", "1650", "4210", "jpy", [2560, 1650]),
        ("uz", "UZ", "18000", "148000", "uzs", [13_000_000, 1_800_000]),
    ],
)
def test_provider_is_asked_for_the_orders_sum_in_its_currency(
    db, market, country, delivery, total, currency, amounts
):
    make_zone(market, (country,), delivery)
    basket = make_basket((make_product(), 2), market=market)
    order = place(basket, total=total, address=german_address(country_id=country))

    items = session_params(*open_attempt(order_id=order.pk, now=timezone.now()))["line_items"]

    assert [item["price_data"]["unit_amount"] for item in items] == amounts
    assert {item["price_data"]["currency"] for item in items} == {currency}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"colour": "red"}, "session.colour: SessionCreateParams has no such key"),
        ({"expires_at": "soon"}, "session.expires_at: 'soon' is no int"),
        ({"locale": "kaa"}, "session.locale: 'kaa' is none of"),
    ],
)
def test_a_parameter_that_stripe_does_not_know_is_found(attempt, change, fault):
    params = session_params(*attempt) | change

    assert [found[: len(fault)] for found in faults(params, SessionCreateParams, "session")] == [
        fault
    ]


TYPED = {
    "POST /v1/checkout/sessions": SessionCreateParams,
    "GET /v1/checkout/sessions": SessionListParams,
    "GET /v1/checkout/sessions/ID": SessionRetrieveParams,
    "POST /v1/checkout/sessions/ID/expire": SessionExpireParams,
    "POST /v1/refunds": RefundCreateParams,
    "GET /v1/refunds": RefundListParams,
    "GET /v1/disputes": DisputeListParams,
}


@pytest.fixture
def requests(attempt, settings):
    """Every request that the gateway makes in the life of a session."""
    order, session = attempt
    now = timezone.now()
    with Recorder() as emulator:
        settings.STRIPE_API_BASE = emulator.url
        gateway = StripeCheckout()

        session.provider_id = gateway.open_session(order, session).provider_id
        emulator.pay(session.provider_id)
        session.payment_reference = gateway.read_session(session, now).receipts[0].reference
        refund = {"session": session, "key": "1", "amount_minor": 100, "idempotency_key": "r-1"}
        gateway.refund(SimpleNamespace(**refund))
        emulator.open_dispute(emulator.charges[0]["id"])
        gateway.read_session(session, now)
        gateway.expire_session(session)
        gateway.find_session(session.payment_reference)
        list(gateway.list_payments(now - timedelta(days=1)))
    return emulator.requests


def call_of(request):
    """Method and path of a request, without the id in it."""
    return f"{request.method} {re.sub('cs_test_[A-Za-z0-9]+', 'ID', request.path)}"


def test_everything_that_the_gateway_sends_exists_at_stripe(requests):
    assert {call_of(request) for request in requests} == TYPED.keys()
    for request in requests:
        call = call_of(request)
        assert sent_names(request.params) <= typed_names(TYPED[call]), call


def test_the_gateway_sends_a_key_with_whatever_must_not_happen_twice(requests, attempt):
    keys = {call_of(request): request.idempotency_key for request in requests}

    assert keys["POST /v1/checkout/sessions"] == attempt[1].idempotency_key
    assert keys["POST /v1/refunds"] == "r-1"


def test_events_that_the_gateway_waits_for_exist_and_are_sent_by_the_emulator():
    # The package knows each type by a parameter of webhook endpoints.
    unknown = faults(
        sorted(StripeCheckout.events), fields(WebhookEndpointCreateParams)["enabled_events"]
    )

    assert unknown == []
    assert StripeCheckout.events <= set(SHOP_EVENTS)
