"""Everything that the emulator gives has the keys and types of Stripe's own objects."""

import json
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from make_stripe_shapes import KINDS, shape_of
from stripe._error_object import ErrorObject
from stripe_shapes import SHAPES, contract_faults
from stripe_types import faults

from stripe_emulator.objects import samples

FACTS = {
    "open session": {"status": "open", "payment_status": "unpaid", "payment_intent": None},
    "tried session": {"status": "open", "payment_status": "unpaid"},
    "paid session": {"status": "complete", "payment_status": "paid", "url": None},
    "expired session": {"status": "expired", "payment_status": "unpaid", "url": None},
    "promised session": {"status": "complete", "payment_status": "unpaid"},
    "arrived session": {"status": "complete", "payment_status": "paid"},
    "failed session": {"status": "complete", "payment_status": "unpaid"},
    "expanded session": {"status": "complete", "payment_status": "paid"},
    "tried intent": {"status": "requires_payment_method"},
    "paid intent": {"status": "succeeded"},
    "promised intent": {"status": "requires_action"},
    "arrived intent": {"status": "succeeded"},
    "failed intent": {"status": "requires_payment_method"},
    "declined charge": {"status": "failed", "paid": False},
    "paid charge": {"status": "succeeded", "paid": True, "disputed": False},
    "konbini charge": {"status": "succeeded", "paid": True},
    "refunded charge": {"amount_refunded": 100, "refunded": False},
    "disputed charge": {"disputed": True},
    "card refund": {"status": "succeeded"},
    "pending refund": {"status": "pending"},
    "failed refund": {"status": "failed"},
    "arrived refund": {"status": "succeeded"},
    "konbini refund": {"status": "requires_action"},
    "open dispute": {"status": "needs_response"},
    "won dispute": {"status": "won"},
    "lost dispute": {"status": "lost"},
}


@pytest.mark.parametrize("name", FACTS)
def test_object_is_as_stripe_gives_it(world, name):
    thing = world.object(name)

    assert {key: thing[key] for key in FACTS[name]} == FACTS[name]
    assert contract_faults(thing) == []


def test_every_named_object_of_the_world_is_looked_at(world):
    assert world.paths.keys() == FACTS.keys()


@pytest.mark.parametrize(
    "path",
    [
        "balance_transactions",
        "charges",
        "checkout/sessions",
        "disputes",
        "payment_intents",
        "refunds",
    ],
)
def test_every_object_of_a_list_is_as_stripe_gives_it(world, path):
    page = world.get(f"{path}?limit=100")

    assert page["data"]
    assert page.keys() == {"object", "data", "has_more", "url"}
    assert [contract_faults(thing) for thing in page["data"]] == [[]] * len(page["data"])


def test_every_line_item_is_as_stripe_gives_it(world):
    items = world.get(f"{world.paths['paid session']}/line_items")["data"]

    assert [item["object"] for item in items] == ["item"]
    assert contract_faults(items[0]) == []


EVENTS = {
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "charge.failed",
    "charge.refund.updated",
    "charge.refunded",
    "charge.succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "checkout.session.expired",
    "payment_intent.payment_failed",
    "payment_intent.requires_action",
    "payment_intent.succeeded",
    "refund.created",
    "refund.failed",
    "refund.updated",
}


@pytest.mark.parametrize("type", sorted(EVENTS))
def test_event_and_the_object_in_it_are_as_stripe_gives_them(world, type):
    events = world.get(f"events?limit=100&type={type}")["data"]

    assert events
    assert [contract_faults(event) for event in events] == [[]] * len(events)


def test_every_type_of_event_is_looked_at_and_known_to_the_package(world):
    assert {event["type"] for event in world.emulator.events} == EVENTS


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("checkout/sessions/cs_test_none", 404),
        ("charges?limit=0", 400),
        ("charges?colour=red", 400),
        ("customers", 404),
    ],
)
def test_error_has_only_keys_that_the_package_knows(world, path, status):
    connection = HTTPConnection(urlsplit(world.emulator.url).netloc, timeout=10)
    connection.request("GET", f"/v1/{path}", headers={"Authorization": "Bearer sk_test_x"})
    answer = connection.getresponse()
    body = json.loads(answer.read())
    connection.close()

    assert answer.status == status
    assert body.keys() == {"error"}
    assert [f for f in faults(body["error"], ErrorObject) if "must have" not in f] == []


def test_samples_that_the_emulator_starts_from_have_the_committed_shapes():
    assert SHAPES.keys() == set(KINDS)
    assert {kind: shape_of(sample) for kind, sample in samples().items()} == SHAPES
