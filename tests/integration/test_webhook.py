"""The endpoint takes in what is signed, answers at once, and works it off afterwards."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from integration.paying import deliver, events_of, open_session, paid_order
from shop.payments.models import PaymentEvent, Refund
from shop.rules.payment_states import OrderState
from shop.services.event_process import process_inbox


@pytest.fixture
def jar(db):
    make_zone()
    return make_product(stock=5)


@pytest.fixture
def session(jar, emulator):
    session = open_session((jar, 1), total="23.00")
    emulator.pay(session.provider_id)
    return session


@pytest.fixture
def completed(session, emulator) -> dict:
    return events_of(emulator, "checkout.session.completed")[0]


def state_of(session) -> OrderState:
    session.order.refresh_from_db()
    return session.order.state


def test_answer_waits_for_no_provider(
    client, session, completed, emulator, django_assert_num_queries
):
    emulator.faults.add("hang", method="GET", seconds=5)

    with django_assert_num_queries(1):
        answer = deliver(client, completed)

    assert answer.status_code == 200
    assert state_of(session) is OrderState.AWAITING_PAYMENT
    assert PaymentEvent.objects.get().processed_at is None


def test_inbox_is_worked_off_to_a_paid_order(client, session, completed):
    deliver(client, completed)

    done = process_inbox(now=timezone.now())

    assert done == (1, 0)
    assert state_of(session) is OrderState.PAID
    assert process_inbox(now=timezone.now()) == (0, 0)


def test_event_is_stored_once_by_its_id(client, completed):
    answers = {deliver(client, completed).status_code for _ in range(4)}

    assert answers == {200}
    assert PaymentEvent.objects.count() == 1


def test_replay_of_a_processed_event_is_not_processed_again(client, session, completed):
    deliver(client, completed)
    process_inbox(now=timezone.now())

    deliver(client, completed)

    assert process_inbox(now=timezone.now()) == (0, 0)


def test_unknown_type_is_accepted_and_ignored(client, completed):
    answer = deliver(client, completed | {"id": "evt_unknown", "type": "invoice.paid"})

    assert answer.status_code == 200
    assert process_inbox(now=timezone.now()) == (0, 0)


def test_event_of_a_session_that_is_not_ours_is_done_with(client, completed, emulator):
    foreign = completed | {"data": {"object": {"id": "cs_test_foreign", "object": "x"}}}

    deliver(client, foreign)

    assert process_inbox(now=timezone.now()) == (1, 0)


@pytest.mark.parametrize(
    "signing",
    [{"secret": "whsec_other"}, {"at": int(time.time()) - 3600}],
    ids=["another secret", "an hour old"],
)
def test_forged_or_stale_signature_is_refused(client, completed, signing):
    answer = deliver(client, completed, **signing)

    assert answer.status_code == 400
    assert "signature" in answer.json()["error"]
    assert not PaymentEvent.objects.exists()


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"{}", b'"event"', b"null"])
def test_what_is_no_event_is_refused(client, db, body):
    from stripe_emulator.signing import signature_header

    answer = client.post(
        "/stripe/webhook/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature_header(body, "whsec_tests", int(time.time()))},
    )

    assert answer.status_code == 400


def test_other_major_version_is_refused_and_says_what_to_do(client, completed):
    answer = deliver(client, completed | {"api_version": "2019-02-19"})

    assert answer.status_code == 400
    assert "2019-02-19" in answer.json()["error"]
    assert "dashboard" in answer.json()["error"]
    assert not PaymentEvent.objects.exists()


def test_later_release_of_the_same_major_version_is_taken(client, completed):
    release = completed["api_version"].rpartition(".")[2]

    answer = deliver(client, completed | {"api_version": f"2027-01-31.{release}"})

    assert answer.status_code == 200


def test_unknown_provider_has_no_endpoint(client, db):
    assert client.post("/nobody/webhook/", b"{}", content_type="text/plain").status_code == 400


def test_way_to_pay_without_webhook_refuses_every_event(client, db):
    answer = client.post("/bank_transfer/webhook/", b"{}", content_type="text/plain")

    assert answer.status_code == 400


def test_failing_event_waits_longer_each_time_and_holds_nobody_up(
    client, session, completed, emulator
):
    foreign = completed | {"id": "evt_other", "data": {"object": {"id": "cs_test_foreign"}}}
    deliver(client, completed)
    deliver(client, foreign)
    emulator.faults.add("error_500", times=3, method="GET", path="/v1/checkout/sessions")
    now = timezone.now()

    first = process_inbox(now=now)
    at_once = process_inbox(now=now)
    later = process_inbox(now=now + timedelta(seconds=6))

    assert (first, at_once, later) == ((1, 1), (0, 0), (1, 0))
    assert state_of(session) is OrderState.PAID


def test_refund_before_the_word_of_its_payment_is_understood(client, session, emulator):
    emulator.refund(emulator.charges[0]["id"], amount=300)
    [refunded] = events_of(emulator, "charge.refunded")
    deliver(client, refunded)

    process_inbox(now=timezone.now())

    assert state_of(session) is OrderState.PAID
    assert Refund.objects.get().amount_minor == 300


def test_dispute_is_found_by_its_payment(client, jar, emulator):
    order = paid_order(emulator, (jar, 1), total="23.00")
    emulator.open_dispute(emulator.charges[0]["id"])
    deliver(client, events_of(emulator, "charge.dispute.created")[0])

    process_inbox(now=timezone.now())

    order.refresh_from_db()
    assert order.attention


def test_all_events_of_a_purchase_backwards_and_twice_pay_it_once(client, session, emulator):
    for event in [*reversed(emulator.events)] * 2:
        assert deliver(client, event).status_code == 200

    process_inbox(now=timezone.now())

    assert state_of(session) is OrderState.PAID
    assert session.order.mails.count() == 1
