"""Disputes: what they change, what they tell, and what can be refunded meanwhile.

Source: https://docs.stripe.com/disputes/how-disputes-work
"""

import pytest
import stripe

from stripe_api import control, create, event_types


@pytest.fixture
def charge_id(emulator, client):
    emulator.pay(create(client).id)
    return emulator.charges[-1]["id"]


def test_a_dispute_marks_the_charge_and_changes_nothing_of_the_session(emulator, charge_id):
    before = emulator.sessions, emulator.payment_intents

    emulator.open_dispute(charge_id)

    assert emulator.charges[-1]["disputed"]
    assert emulator.charges[-1]["amount_refunded"] == 0
    assert (emulator.sessions, emulator.payment_intents) == before


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("won", ["charge.dispute.closed", "charge.dispute.funds_reinstated"]),
        ("lost", ["charge.dispute.closed"]),
    ],
)
def test_a_dispute_tells_of_its_opening_its_end_and_the_money(emulator, charge_id, outcome, told):
    already = len(emulator.events)
    dispute = control(emulator, "disputes", {"charge": charge_id})
    control(emulator, f"disputes/{dispute['id']}/{outcome}")

    events = emulator.events[already:]

    assert [event["type"] for event in events] == [
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        *told,
    ]
    things = [event["data"]["object"] for event in events]
    assert {thing["payment_intent"] for thing in things} == {emulator.charges[-1]["payment_intent"]}
    assert [thing["status"] for thing in things[:2]] == ["needs_response"] * 2
    assert {thing["status"] for thing in things[2:]} == {outcome}


def test_what_is_disputed_or_lost_cannot_be_refunded_but_what_was_won_can(emulator, client):
    for outcome, may_be_refunded in {"open": False, "lost": False, "won": True}.items():
        emulator.pay(create(client).id)
        charge_id = emulator.charges[-1]["id"]
        dispute = emulator.open_dispute(charge_id)
        if outcome != "open":
            emulator.close_dispute(dispute["id"], is_won=outcome == "won")

        if may_be_refunded:
            assert client.v1.refunds.create({"charge": charge_id}).status == "succeeded"
        else:
            with pytest.raises(stripe.InvalidRequestError) as caught:
                client.v1.refunds.create({"charge": charge_id})
            assert caught.value.code == "charge_disputed"


def test_a_pending_refund_fails_when_its_charge_is_disputed(emulator, client, charge_id):
    emulator.hold_next_refund()
    refund = client.v1.refunds.create({"charge": charge_id})

    dispute = emulator.open_dispute(charge_id)

    failed = client.v1.refunds.retrieve(refund.id)
    assert (failed.status, failed.failure_reason) == (
        "failed",
        "charge_for_pending_refund_disputed",
    )
    assert dispute["amount"] == emulator.charges[-1]["amount"]
    types = event_types(emulator)
    assert types.index("refund.failed") < types.index("charge.dispute.created")
