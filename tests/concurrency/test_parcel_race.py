"""Parcels that many pack, send and open at once, on PostgreSQL and on SQLite."""

import pytest

from concurrency.race_runner import RUNNERS
from concurrency.running import run_race


@pytest.fixture(scope="module")
def results(database) -> dict[str, dict]:
    """Give what came of each race on one database."""
    return run_race("parcel_race.py", database)[0]


def test_parcel_that_all_pack_is_packed_once(results):
    result = results["one_parcel_packed_by_all"]

    assert result["outcomes"] == {"done": 1, "changed_meanwhile": RUNNERS - 1}
    assert (result["boxed"], result["state"]) == (1, "paid")


def test_parcel_that_all_send_leaves_once_and_its_customer_hears_once(results):
    result = results["one_parcel_sent_by_all"]

    assert result["outcomes"] == {"done": 1, "illegal_transition": RUNNERS - 1}
    assert (result["state"], result["mails"]) == ("sent", 1)
    assert result["stock"] == [18, 0]


def test_parcel_leaves_or_is_opened_but_not_both(results):
    result = results["sent_and_opened"]

    assert result["outcomes"]["done"] == 1
    is_sent = result["state"] == "sent"
    assert result["state"] in ("sent", "paid")
    assert result["stock"] == ([18, 0] if is_sent else [20, 2])
    assert result["boxed"] == result["boxed_and_sent"] == (2 if is_sent else 0)


@pytest.mark.parametrize(
    "race",
    ["one_parcel_packed_by_all", "one_parcel_sent_by_all", "sent_and_opened"]
    + ["packed_sent_and_refunded"],
)
def test_every_piece_is_where_the_books_say(results, race):
    result = results[race]
    ordered, withdrawn, returned, in_parcels, sent = result["pieces"]

    assert result["disagreements"] == []
    assert result["boxed"] == in_parcels
    assert result["boxed_and_sent"] == sent
    assert result["stock"][0] == 20 - sent
    assert result["stock"][1] == ordered - (withdrawn - returned) - sent
