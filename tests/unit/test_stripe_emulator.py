"""The emulator's API, tried through the real `stripe` package over HTTP."""

import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st
from stripe._encode import _api_encode

from stripe_api import client_for, create, session_params
from stripe_emulator import Emulator
from stripe_emulator.forms import parse_form


def test_api_version_of_events_is_that_of_the_installed_package(emulator, client):
    emulator.pay(create(client).id)

    assert {event["api_version"] for event in emulator.events} == {stripe.api_version}


def test_new_session_is_open_and_unpaid_and_adds_up(client):
    shipping = {"display_name": "EMS", "fixed_amount": {"amount": 900, "currency": "jpy"}}

    session = create(client, shipping_options=[{"shipping_rate_data": shipping}])

    assert (session.status, session.payment_status, session.payment_intent) == (
        "open",
        "unpaid",
        None,
    )
    assert (session.amount_subtotal, session.amount_total) == (2180, 3080)
    assert session.total_details.amount_shipping == 900
    assert session.metadata.to_dict() == {"order": "100001"}
    assert session.url.endswith(f"/pay/{session.id}")


def test_classic_api_base_works(emulator, monkeypatch):
    monkeypatch.setattr(stripe, "api_base", emulator.url)
    monkeypatch.setattr(stripe, "api_key", "sk_test_classic")

    session = stripe.checkout.Session.create(**session_params())

    assert stripe.checkout.Session.retrieve(session.id).id == session.id


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"colour": "red"}, "parameter_unknown", "colour"),
        ({"metadata": "x"}, None, "metadata"),
        ({"mode": "subscription"}, None, "mode"),
        ({"success_url": "shop.test"}, "url_invalid", "success_url"),
        ({"success_url": ""}, "parameter_invalid_empty", "success_url"),
        ({"customer_email": "nobody"}, "email_invalid", "customer_email"),
        ({"line_items": [{"quantity": 1}]}, "parameter_missing", "line_items[0][price_data]"),
        ({"client_reference_id": "x" * 201}, None, "client_reference_id"),
        ({"payment_intent_data": {"meta": {"a": "b"}}}, "parameter_unknown", None),
    ],
)
def test_bad_parameters_are_refused_by_name(client, changes, code, param):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        create(client, **changes)

    assert caught.value.http_status == 400
    assert caught.value.code == code
    assert param is None or caught.value.param == param
    assert caught.value.request_id.startswith("req_")


def test_missing_success_url_is_refused(client):
    params = session_params()
    del params["success_url"]

    with pytest.raises(stripe.InvalidRequestError, match="success_url") as caught:
        client.v1.checkout.sessions.create(params)

    assert caught.value.code == "parameter_missing"


@pytest.mark.parametrize(
    ("currency", "amount", "code"),
    [
        ("jpy", 49, "amount_too_small"),
        ("jpy", 50, None),
        ("usd", 49, "amount_too_small"),
        ("uzs", 499_999, "amount_too_small"),
        ("uzs", 500_000, None),
        ("uzs", 99_999_999, None),
        ("uzs", 100_000_000, "amount_too_large"),
        ("jpy", "12.5", "parameter_invalid_integer"),
    ],
)
def test_amounts_have_a_least_and_a_most(client, currency, amount, code):
    product = {"name": "Carpet"}
    price = {"currency": currency, "unit_amount": amount, "product_data": product}
    lines = [{"price_data": price, "quantity": 1}]

    if code is None:
        assert create(client, line_items=lines).amount_total == amount
    else:
        with pytest.raises(stripe.InvalidRequestError) as caught:
            create(client, line_items=lines)
        assert caught.value.code == code


@pytest.mark.parametrize(("seconds", "is_fine"), [(1700, False), (1830, True), (86_500, False)])
def test_expiry_lies_between_half_an_hour_and_a_day(emulator, client, seconds, is_fine):
    moment = emulator.clock.now() + seconds

    if is_fine:
        assert create(client, expires_at=moment).expires_at == moment
    else:
        with pytest.raises(stripe.InvalidRequestError) as caught:
            create(client, expires_at=moment)
        assert caught.value.param == "expires_at"


@pytest.mark.parametrize(
    ("key", "words"), [("sk_live_never", "not Stripe"), ("nonsense", "Invalid API Key")]
)
def test_only_test_keys_are_let_in(emulator, key, words):
    client = stripe.StripeClient(key, base_addresses={"api": emulator.url})

    with pytest.raises(stripe.AuthenticationError, match=words):
        create(client)


def test_unknown_ids_and_routes_are_404(client):
    with pytest.raises(stripe.InvalidRequestError) as missing:
        client.v1.checkout.sessions.retrieve("cs_test_none")
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL") as unplayed:
        client.v1.customers.list()

    assert (missing.value.http_status, missing.value.code) == (404, "resource_missing")
    assert unplayed.value.http_status == 404


def test_expand_reaches_through_the_payment_to_the_charge(emulator, client):
    session_id = create(client, payment_intent_data={"metadata": {"order": "7"}}).id
    emulator.pay(session_id)

    paths = ["payment_intent.latest_charge.balance_transaction", "line_items"]
    session = client.v1.checkout.sessions.retrieve(session_id, {"expand": paths})

    intent = session.payment_intent
    assert intent.metadata.to_dict() == {"order": "7"}
    assert intent.latest_charge.amount == intent.amount_received == session.amount_total
    entry = intent.latest_charge.balance_transaction
    assert entry.amount - entry.fee == entry.net
    assert session.line_items.data[0].amount_total == 2180
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        client.v1.checkout.sessions.retrieve(session_id, {"expand": ["colour"]})


def test_lists_are_newest_first_paged_and_filtered(emulator, client):
    ids = [create(client).id for _ in range(5)]
    emulator.pay(ids[2])
    sessions = client.v1.checkout.sessions

    assert [s.id for s in sessions.list({"limit": 2}).auto_paging_iter()] == ids[::-1]
    assert [s.id for s in sessions.list({"limit": 1, "ending_before": ids[1]}).data] == [ids[2]]
    intent = sessions.retrieve(ids[2]).payment_intent
    assert [s.id for s in sessions.list({"payment_intent": intent}).data] == [ids[2]]
    assert [s.id for s in sessions.list({"status": "complete"}).data] == [ids[2]]
    now = emulator.clock.now()
    assert len(sessions.list({"created": {"gte": now - 60, "lte": now}}).data) == 5
    assert not sessions.list({"created": {"gt": now + 60}}).data
    assert client.v1.charges.list({"payment_intent": intent}).data[0].amount == 2180
    assert client.v1.events.list({"types": ["charge.succeeded"]}).data[0].type == "charge.succeeded"


def test_same_key_and_parameters_replay_the_first_answer(emulator, client):
    options = {"idempotency_key": "order-1"}

    first, again = create(client, options), create(client, options)

    assert first.id == again.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert len(emulator.sessions) == 1


def test_same_key_with_other_parameters_or_endpoint_is_an_error(client):
    options = {"idempotency_key": "order-2"}
    session = create(client, options)

    with pytest.raises(stripe.IdempotencyError, match="same parameters") as caught:
        create(client, options, metadata={"order": "other"})
    with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
        client.v1.checkout.sessions.expire(session.id, {}, options)
    assert caught.value.http_status == 400
    assert caught.value.error.type == "idempotency_error"


def test_keys_are_at_most_255_characters(client):
    assert create(client, {"idempotency_key": "k" * 255}).status == "open"
    with pytest.raises(stripe.IdempotencyError, match="255"):
        create(client, {"idempotency_key": "k" * 256})


def test_a_request_that_fails_validation_frees_its_key(client):
    options = {"idempotency_key": "order-3"}
    with pytest.raises(stripe.InvalidRequestError):
        create(client, options, colour="red")

    assert create(client, options).status == "open"


def test_the_same_key_in_flight_is_a_conflict(emulator, client):
    emulator.faults.add("slow", method="POST", seconds=0.5)
    options = {"idempotency_key": "order-4"}
    with ThreadPoolExecutor() as pool:
        first = pool.submit(create, client, options)
        wait_until(lambda: not emulator.faults.pending())
        time.sleep(0.1)

        with pytest.raises(stripe.APIError) as caught:
            create(client, options)

        assert caught.value.http_status == 409
        assert create_after(first, client, options).id == first.result().id
    assert len(emulator.sessions) == 1


def create_after(first, client, options):
    first.result()
    return create(client, options)


def wait_until(condition, seconds=5):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.01)


def test_state_outlives_a_restart(tmp_path):
    state = tmp_path / "state.json"
    options = {"idempotency_key": "order-9"}
    with Emulator(state=state) as emulator:
        session = create(client_for(emulator), options)
        emulator.advance(60)
        port = int(emulator.url.rpartition(":")[2])

    with Emulator(state=state, port=port) as emulator:
        client = client_for(emulator)
        assert create(client, options).id == session.id
        assert emulator.pay(session.id)["payment_status"] == "paid"
        assert emulator.clock.offset == 60


@given(
    st.recursive(
        st.text(max_size=8),
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3)
            | st.dictionaries(st.from_regex(r"[a-z_]{1,6}", fullmatch=True), inner, min_size=1)
        ),
        max_leaves=8,
    )
)
def test_parsing_undoes_what_the_stripe_package_encodes(value):
    assert parse_form(urlencode(list(_api_encode({"top": value})))) == {"top": value}
