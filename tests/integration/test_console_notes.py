"""Notes that staff write to each other about an order."""

import pytest
from django.urls import reverse

from factories.money import paid_by_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(db):
    return paid_by_card()


@pytest.fixture
def packer(log_in):
    return log_in("Fulfilment officers")


def write(client, order, text: str, **kwargs):
    url = reverse("console:note", args=[order.pk])
    return client.post(url, {"note-text": text}, **kwargs)


def test_note_is_read_by_colleagues_and_never_by_the_customer(packer, order, client):
    page = write(packer, order, "She rang:\nplease <wait> until May", follow=True)

    html = page.content.decode()
    assert "The note is kept." in html
    assert "please &lt;wait&gt; until May" in html
    assert "Note written" in html
    act = order.acts.get(event="note_written")
    assert act.by.email == "fulfilment@ovop.example"
    client.logout()
    assert "She rang" not in client.get(order.get_absolute_url()).content.decode()


def test_note_pressed_twice_stands_there_once_and_another_one_beside_it(packer, order):
    for text in ("Fragile", "Fragile", "Call first"):
        write(packer, order, text)

    assert [act.after for act in order.acts.filter(event="note_written")] == [
        "Fragile",
        "Call first",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("  ", "Please write something first."), ("x" * 1001, "at most 1000 characters")],
)
def test_empty_and_endless_notes_are_told_and_what_was_typed_is_kept(packer, order, text, said):
    page = write(packer, order, text)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert text.strip() in page.content.decode()
    assert not order.acts.filter(event="note_written").exists()


def test_who_may_not_change_orders_writes_no_note(log_in, order):
    write(log_in("Certification officers"), order, "Hello")

    assert not order.acts.filter(event="note_written").exists()
