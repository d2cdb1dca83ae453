"""Idempotency keys, beyond what tests/unit/test_stripe_emulator*.py say.

Source: https://docs.stripe.com/api/idempotent_requests
"""

import pytest
import stripe

from stripe_api import create

DAY = 24 * 60 * 60


def test_the_answer_that_is_given_again_is_the_very_same(emulator, client):
    options = {"idempotency_key": "order-1"}
    first = create(client, options)
    emulator.pay(first.id)

    again = create(client, options)

    assert again.last_response.body == first.last_response.body
    assert again.status == "open"
    assert again.last_response.headers["Original-Request"] == first.last_response.request_id


def test_a_key_is_kept_for_a_day_and_then_free_for_other_parameters(emulator, client):
    options = {"idempotency_key": "order-2"}
    first = create(client, options)

    emulator.advance(DAY - 60)
    assert create(client, options).id == first.id
    emulator.advance(60)

    assert create(client, options, metadata={"order": "other"}).id != first.id


@pytest.mark.parametrize("kind", ["error_500", "rate_limit", "reset"])
def test_what_went_wrong_before_any_work_keeps_nothing_under_the_key(emulator, client, kind):
    options = {"idempotency_key": "order-3"}
    emulator.faults.add(kind, method="POST")
    with pytest.raises(stripe.StripeError):
        create(client, options)
    assert not emulator.sessions

    session = create(client, options, metadata={"order": "other"})

    assert "Idempotent-Replayed" not in session.last_response.headers


def test_an_error_of_the_work_itself_is_kept_under_the_key(emulator, client):
    options = {"idempotency_key": "refund-1"}
    emulator.pay(create(client).id)
    charge = emulator.charges[-1]["id"]
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"charge": charge, "amount": 9999}, options)

    with pytest.raises(stripe.InvalidRequestError) as caught:
        client.v1.refunds.create({"charge": charge, "amount": 9999}, options)

    assert caught.value.headers["Idempotent-Replayed"] == "true"


def test_a_refund_that_is_asked_for_twice_is_made_once(emulator, client):
    emulator.pay(create(client).id)
    params = {"charge": emulator.charges[-1]["id"], "amount": 100}

    first, again = [
        client.v1.refunds.create(params, {"idempotency_key": "refund-2"}) for _ in range(2)
    ]

    assert first.id == again.id
    assert [refund["amount"] for refund in emulator.refunds] == [100]


def test_requests_that_only_read_know_no_keys(client):
    options = {"idempotency_key": "order-4"}
    session = create(client, options)

    read = client.v1.checkout.sessions.retrieve(session.id, {}, options)

    assert "Idempotent-Replayed" not in read.last_response.headers
