"""The same act at the same time, on PostgreSQL and on SQLite with its default settings."""

import pytest

from concurrency.race_runner import RUNNERS
from concurrency.running import run_race


@pytest.fixture(scope="module")
def results(database) -> dict[str, dict]:
    """Give what came of each race on one database."""
    return run_race("race.py", database)[0]


def test_eight_buyers_of_one_jar_make_one_order(results):
    result = results["one_jar"]

    refused = result["outcomes"].get("out_of_stock", 0) + result["outcomes"].get("not_for_sale", 0)
    assert result["outcomes"]["done"] == 1
    assert refused == RUNNERS - 1
    assert (result["orders"], result["allocated"]) == (1, 1)
    assert result["open_baskets"] == RUNNERS - 1


def test_baskets_in_opposite_orders_neither_deadlock_nor_oversell(results):
    result = results["opposite_orders"]

    assert result["outcomes"]["done"] == 3
    assert result["allocated"] == [3, 3]


def test_second_click_on_pay_makes_no_second_order(results):
    result = results["second_click"]

    assert result["outcomes"] == {"done": RUNNERS}
    assert (result["orders"], result["allocated"]) == (1, 1)


def test_payment_that_everybody_settles_is_settled_once_and_mailed_once(results):
    result = results["settled_by_all"]

    assert result["outcomes"] == {"done": RUNNERS}
    assert (result["paid"], result["sent"], result["mails"]) == (1, 1, 1)


def test_one_of_many_who_save_a_food_record_wins_and_the_others_are_told(results):
    result = results["one_food_record"]

    assert result["outcomes"] == {"done": 1, "changed_meanwhile": RUNNERS - 1}
    assert result["version"] == 2
    assert result["suspended_for"] == [result["ingredients"]] * 2
    assert result["good"] == 0


def test_fallback_that_everybody_moves_is_one_live_market(results):
    race = results["fallback_moved_by_all"]

    assert race["fallbacks"] == 1
    assert race["outcomes"]["done"] >= race["moves"]
    assert set(race["outcomes"]) <= {"done", "no_fallback_market"}


def test_one_of_many_verifies_a_certificate_and_never_who_entered_it(results):
    result = results["verified_by_all"]

    assert result["outcomes"]["done"] == 1
    assert set(result["outcomes"]) <= {"done", "illegal_transition", "four_eyes"}
    assert sum(result["outcomes"].values()) == RUNNERS
    assert result["by_author"] is False


def test_reminders_sent_by_all_at_once_are_sent_once(results):
    result = results["reminded_by_all"]

    assert result["outcomes"] == {"done": RUNNERS}
    assert (result["mails"], result["sent"]) == (3, 3)


def test_one_of_many_who_save_a_product_wins_and_the_others_are_told(results):
    result = results["one_product"]

    assert result["outcomes"] == {"done": 1, "changed_meanwhile": RUNNERS - 1}
    assert (result["in_stock"], result["counts"]) == (15, 1)


def test_products_are_changed_while_they_are_bought_without_deadlock_or_loss(results):
    result = results["products_saved_and_bought"]

    assert set(result["outcomes"]) <= {"done", "changed_meanwhile", "total_changed"}
    assert result["allocated"] == [result["orders"]] * 2
    assert result["in_stock"] == [40, 40]
    assert result["outcomes"]["done"] == result["orders"] + 2


def test_what_is_archived_and_deleted_at_once_is_gone_once(results):
    result = results["archived_and_deleted"]

    assert set(result["outcomes"]) <= {"done", "changed_meanwhile"}
    assert result["left"] == 0
