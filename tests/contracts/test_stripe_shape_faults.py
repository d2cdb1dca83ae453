"""What holds the emulator's objects against Stripe's finds every difference."""

import pytest
import stripe_shapes
from make_stripe_shapes import KINDS
from stripe_shapes import contract_faults
from stripe_types import class_of


@pytest.mark.parametrize(
    ("table", "entry"),
    [
        (table, entry)
        for table in ("OPEN", "ADDED", "NEWER")
        for entry in getattr(stripe_shapes, table)
    ],
)
def test_no_exception_is_made_in_vain(world, monkeypatch, table, entry):
    monkeypatch.delitem(getattr(stripe_shapes, table), entry)

    assert any(contract_faults(world.object(name)) for name in world.paths)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"amount": "100"}, "refund.amount: '100' is not of the sample's type"),
        ({"amount": True}, "refund.amount: True is not of the sample's type"),
        ({"amount": None}, "refund.amount: None is no int"),
        ({"reason": "whim"}, "refund.reason: 'whim' is none of"),
        ({"payment_intent": 7}, "refund.payment_intent: 7 is no str"),
        ({"metadata": {"order": 7}}, "refund.metadata.order: 7 is no str"),
        ({"colour": "red"}, "refund.colour: is not in the sample"),
    ],
)
def test_whatever_is_not_as_stripe_gives_it_is_found(world, change, fault):
    changed = world.object("card refund") | change

    assert any(found.startswith(fault) for found in contract_faults(changed))


def test_an_event_of_an_unknown_type_is_found(world):
    event = world.get("events?limit=1")["data"][0] | {"type": "checkout.moon.landed"}

    assert [fault[:12] for fault in contract_faults(event)] == ["event.type: "]


def test_a_missing_key_is_found(world):
    refund = world.object("card refund")
    del refund["amount"]

    assert contract_faults(refund) == [
        "refund.amount: is missing",
        "refund.amount: Refund must have it",
    ]


def test_every_kind_has_a_class_in_the_package():
    assert {class_of(kind).OBJECT_NAME for kind in KINDS} == set(KINDS)
