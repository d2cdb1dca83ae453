"""Filters of the list of orders that each of the staff keeps."""

import pytest

from shop.accounts.models import User
from shop.console.models import SavedFilter
from shop.console.saved_filters import MOST_FILTERS

KEEP, LIST = "/admin/orders/filters/", "/admin/orders/"


@pytest.fixture
def officer(log_in):
    return log_in("Fulfilment officers")


def test_filter_is_kept_with_what_was_understood_and_shown_as_a_link(officer):
    officer.post(KEEP, {"name": " Paid  ones ", "query": "state=paid&evil=%3Cb%3E&since=never"})

    kept = SavedFilter.objects.get()
    assert (kept.name, kept.query) == ("Paid ones", "state=paid")
    assert '<a href="/admin/orders/?state=paid">Paid ones</a>' in officer.get(LIST).content.decode()


def test_second_of_the_same_name_takes_its_place(officer):
    for state in ("paid", "sent", "sent"):
        officer.post(KEEP, {"name": "Mine", "query": f"state={state}"})

    assert [kept.query for kept in SavedFilter.objects.all()] == ["state=sent"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "Mine"},
        {"name": "Mine", "query": "state=nonsense"},
        {"name": "", "query": "state=paid"},
        {"name": "x" * 61, "query": "state=paid"},
    ],
)
def test_what_cannot_be_kept_is_told(officer, data):
    page = officer.post(KEEP, data, follow=True)

    assert page.status_code == 200
    assert [message.level_tag for message in page.context["messages"]] in (["error"], ["warning"])
    assert not SavedFilter.objects.exists()


def test_there_is_an_end_to_filters(officer):
    me = User.objects.get()
    SavedFilter.objects.bulk_create(
        SavedFilter(by=me, name=str(number), query="state=paid") for number in range(MOST_FILTERS)
    )

    officer.post(KEEP, {"name": "one more", "query": "state=sent"})
    officer.post(KEEP, {"name": "1", "query": "state=sent"})

    assert SavedFilter.objects.count() == MOST_FILTERS
    assert SavedFilter.objects.get(name="1").query == "state=sent"


def test_filter_is_removed_by_its_owner_alone(officer):
    me, other = User.objects.get(), User.objects.create_user("other@ovop.example")
    mine = SavedFilter.objects.create(by=me, name="Mine", query="state=paid")
    theirs = SavedFilter.objects.create(by=other, name="Theirs", query="state=paid")

    for kept in (mine, theirs, mine):
        answer = officer.post(f"{KEEP}{kept.pk}/remove/", {"query": "state=sent"})

    assert answer.url == "/admin/orders/?state=sent"
    assert list(SavedFilter.objects.all()) == [theirs]
    assert "Theirs" not in officer.get(LIST).content.decode()


def test_who_may_not_see_orders_keeps_no_filters(log_in):
    client = log_in("Editors")

    client.post(KEEP, {"name": "Mine", "query": "state=paid"})

    assert not SavedFilter.objects.exists()
