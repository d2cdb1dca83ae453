"""`expand[]` in lists, and what it cannot do.

Source: https://docs.stripe.com/api/expanding_objects
"""

import pytest
import stripe

from stripe_api import create


@pytest.fixture
def sessions(emulator, client):
    """The ids of a paid and an open session, the newest first."""
    paid = create(client).id
    emulator.pay(paid)
    return [create(client).id, paid]


def test_sessions_of_a_list_are_given_with_their_payments(emulator, client, sessions):
    paths = ["data.payment_intent.latest_charge", "data.line_items"]

    page = client.v1.checkout.sessions.list({"expand": paths}).data

    assert [session.id for session in page] == sessions
    assert page[0].payment_intent is None
    assert page[1].payment_intent.latest_charge.id == emulator.charges[0]["id"]
    assert [session.line_items.data[0].quantity for session in page] == [2, 2]


def test_other_lists_are_expanded_too(emulator, client, sessions):
    charge_id = emulator.charges[0]["id"]
    emulator.refund(charge_id, 100)

    refunds = client.v1.refunds.list({"expand": ["data.charge.payment_intent"]}).data
    charges = client.v1.charges.list({"expand": ["data.refunds"]}).data

    assert refunds[0].charge.payment_intent.latest_charge == charge_id
    assert charges[0].refunds.data[0].id == refunds[0].id


def test_without_expand_there_are_ids_alone(client, sessions):
    paid = client.v1.checkout.sessions.retrieve(sessions[1])

    assert paid.payment_intent.startswith("pi_")
    assert "line_items" not in paid


@pytest.mark.parametrize("path", ["payment_intent.colour", "data.payment_intent", "metadata"])
def test_what_is_no_reference_cannot_be_expanded(client, sessions, path):
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded") as caught:
        client.v1.checkout.sessions.retrieve(sessions[1], {"expand": [path]})

    assert caught.value.param == "expand"


def test_more_than_four_levels_are_refused(client, sessions):
    path = "payment_intent.latest_charge.payment_intent.latest_charge.payment_intent"

    with pytest.raises(stripe.InvalidRequestError, match="more than 4 levels"):
        client.v1.checkout.sessions.retrieve(sessions[1], {"expand": [path]})
