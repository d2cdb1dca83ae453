"""The emulator's webhooks and faults: what arrives, how often, and what goes wrong on order."""

import json
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError

import pytest
import stripe

from stripe_api import client_for, control
from stripe_emulator import Emulator
from stripe_emulator.receiver import Receiver

SECRET = "whsec_for_tests"
PAID = ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]


@pytest.fixture
def receiver():
    with Receiver() as receiver:
        yield receiver


@pytest.fixture
def emulator(receiver):
    with Emulator(webhook_url=receiver.url, webhook_secret=SECRET, seed=7) as emulator:
        emulator.webhooks.set_policy(backoff=0.01)
        yield emulator


def create(emulator, key=None, retries=0):
    price = {"currency": "jpy", "unit_amount": 1090, "product_data": {"name": "Honey"}}
    params = {
        "mode": "payment",
        "success_url": "https://shop.test/thanks",
        "line_items": [{"price_data": price, "quantity": 1}],
    }
    options = {"idempotency_key": key} if key else None
    return client_for(emulator, retries).v1.checkout.sessions.create(params, options)


def pay(emulator):
    return emulator.pay(create(emulator).id)


def received_types(receiver):
    return [json.loads(body)["type"] for body, _ in receiver.requests]


def test_events_arrive_signed_and_in_order(emulator, receiver):
    session = pay(emulator)

    assert emulator.webhooks.flush()
    assert received_types(receiver) == PAID
    for body, headers in receiver.requests:
        event = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], SECRET)
        assert event.api_version == stripe.api_version
    assert event.data.object.id == session["id"]
    assert all(event["pending_webhooks"] == 0 for event in emulator.events)


def test_signature_time_is_real_time_even_when_the_clock_was_moved(emulator, receiver):
    session = create(emulator)
    emulator.advance(24 * 60 * 60)

    emulator.webhooks.flush()

    body, headers = receiver.requests[0]
    event = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], SECRET)
    assert (event.type, event.data.object.id) == ("checkout.session.expired", session.id)


def test_failed_deliveries_are_tried_again_then_given_up(receiver):
    receiver.answers = [500, 302, 200, 500, 500, 500]
    with Emulator(webhook_url=receiver.url) as emulator:
        emulator.webhooks.set_policy(
            backoff=0.01, max_attempts=3, enabled_events=["checkout.session.completed"]
        )

        pay(emulator)
        wait_until(lambda: not emulator.webhooks.queued())
        pay(emulator)
        wait_until(lambda: not emulator.webhooks.queued())

        assert [entry["status"] for entry in emulator.webhooks.log()] == [
            500,
            302,
            200,
            500,
            500,
            500,
        ]
        completed = [e for e in emulator.events if e["type"] == "checkout.session.completed"]
        assert [event["pending_webhooks"] for event in completed] == [0, 1]


def wait_until(condition, seconds=5):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.01)


def test_duplicates_and_drops_follow_the_policy(emulator, receiver):
    emulator.webhooks.set_policy(duplicates=2)
    pay(emulator)
    emulator.webhooks.flush()
    assert Counter(received_types(receiver)) == Counter(PAID * 3)

    emulator.webhooks.set_policy(duplicates=0, drop=1)
    pay(emulator)
    emulator.webhooks.flush()
    assert len(receiver.requests) == 9


def test_held_events_wait_for_their_release(emulator, receiver):
    control(emulator, "webhooks", {"hold": True})
    pay(emulator)
    time.sleep(0.05)
    assert not receiver.requests

    control(emulator, "webhooks", {"hold": False})
    wait_until(lambda: len(receiver.requests) == 3)


def test_shuffled_events_all_arrive_in_an_order_that_the_seed_repeats(receiver):
    orders = []
    for _ in range(2):
        with Emulator(webhook_url=receiver.url, seed=3) as emulator:
            emulator.webhooks.set_policy(hold=True, shuffle=True)
            pay(emulator)
            pay(emulator)
            assert control(emulator, "deliver")["is_done"]
        orders.append(received_types(receiver))
        receiver.requests.clear()

    assert orders[0] == orders[1] != PAID * 2
    assert Counter(orders[0]) == Counter(PAID * 2)


def test_delayed_events_come_later(emulator, receiver):
    emulator.webhooks.set_policy(delay=(0.2, 0.2))
    pay(emulator)
    time.sleep(0.05)

    assert not receiver.requests
    wait_until(lambda: len(receiver.requests) == 3)


def test_several_workers_deliver_at_the_same_time():
    with (
        Receiver(pause=0.5) as receiver,
        Emulator(webhook_url=receiver.url, webhook_workers=3) as emulator,
    ):
        pay(emulator)
        assert emulator.webhooks.flush()
        assert receiver.most_at_once == 3


def test_undelivered_events_are_delivered_after_a_restart(receiver, tmp_path):
    state = tmp_path / "state.json"
    with Emulator(webhook_url=receiver.url, state=state) as emulator:
        emulator.webhooks.set_policy(hold=True)
        pay(emulator)

    with Emulator(webhook_url=receiver.url, state=state) as emulator:
        emulator.webhooks.flush()
        assert received_types(receiver) == PAID


@pytest.mark.parametrize("kind", ["error_500", "reset", "lost_response"])
def test_the_package_gets_over_one_fault_by_itself_without_doing_the_work_twice(emulator, kind):
    emulator.faults.add(kind, method="POST")

    session = create(emulator, retries=2)

    assert [made["id"] for made in emulator.sessions] == [session.id]
    assert not emulator.faults.pending()


def test_lost_response_is_found_again_by_the_same_key(emulator):
    emulator.faults.add("lost_response")
    with pytest.raises(stripe.APIConnectionError):
        create(emulator, key="order-1")
    assert len(emulator.sessions) == 1

    assert create(emulator, key="order-1").id == emulator.sessions[0]["id"]
    assert len(emulator.sessions) == 1


def test_hanging_answer_ends_without_one_though_the_work_is_done(emulator):
    emulator.faults.add("hang", seconds=0.2)

    with pytest.raises(stripe.APIConnectionError):
        create(emulator)

    assert len(emulator.sessions) == 1


def test_kept_500_is_replayed_for_its_key(emulator):
    emulator.faults.add("error_500_kept")
    for _ in range(2):
        with pytest.raises(stripe.APIError) as caught:
            create(emulator, key="order-2", retries=2)
        assert caught.value.http_status == 500
        assert caught.value.headers["Stripe-Should-Retry"] == "false"

    assert not emulator.sessions
    assert create(emulator, key="order-3").status == "open"


def test_rate_limit_and_resets_reach_only_what_they_are_for(emulator):
    emulator.faults.add("rate_limit", path="/v1/refunds", times=2)
    emulator.faults.add("reset", method="GET")
    refunds = client_for(emulator).v1.refunds

    session = create(emulator)
    with pytest.raises(stripe.RateLimitError):
        refunds.list()
    with pytest.raises(stripe.RateLimitError):
        refunds.create({"charge": "ch_none"})
    with pytest.raises(stripe.APIConnectionError):
        refunds.list()

    assert emulator.sessions[0]["id"] == session.id


def test_control_sets_faults_shows_state_and_resets(emulator):
    control(emulator, "faults", {"kind": "error_500", "times": 3})
    assert control(emulator, "state", method="GET")["faults"][0]["times"] == 3
    pay_after_faults_are_gone(emulator)

    state = control(emulator, "state", method="GET")
    assert (state["is_stripe"], state["sessions"]["complete"], state["charges"]) == (False, 1, 1)
    assert control(emulator, "reset")["events"] == 0
    assert not emulator.sessions


def pay_after_faults_are_gone(emulator):
    control(emulator, "faults", method="DELETE")
    pay(emulator)


@pytest.mark.parametrize(
    ("path", "data", "headers", "status"),
    [
        ("faults", {"kind": "earthquake"}, {}, 400),
        ("faults", {}, {}, 400),
        ("webhooks", {"colour": "red"}, {}, 400),
        ("webhooks", {"drop": 2}, {}, 400),
        ("clock/advance", {"seconds": -1}, {}, 400),
        ("disputes", {"charge": "ch_none"}, {}, 404),
        ("nothing", {}, {}, 404),
        ("reset", {}, {"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_control_refuses_what_makes_no_sense(emulator, path, data, headers, status):
    with pytest.raises(HTTPError) as caught:
        control(emulator, path, data, headers=headers)

    assert caught.value.code == status


def test_many_customers_at_once_get_one_charge_and_one_completion_each(emulator, receiver):
    with ThreadPoolExecutor(8) as pool:
        sessions = list(pool.map(lambda _: pay(emulator), range(16)))

    emulator.webhooks.flush()

    completed = [
        json.loads(body)["data"]["object"]["id"]
        for body, _ in receiver.requests
        if json.loads(body)["type"] == "checkout.session.completed"
    ]
    assert sorted(completed) == sorted(session["id"] for session in sessions)
    assert len(emulator.charges) == 16
