"""Prices and sheets that many write at once, on PostgreSQL and on SQLite."""

import pytest

from concurrency.race_runner import RUNNERS
from concurrency.running import run_race


@pytest.fixture(scope="module")
def results(database) -> dict[str, dict]:
    """Give what came of each race on one database."""
    return run_race("price_race.py", database)[0]


@pytest.mark.parametrize("race", ["over_one", "over_none"])
def test_one_of_many_writers_of_a_price_wins_and_the_others_are_told(results, race):
    result = results[race]

    assert result["outcomes"] == {"done": 1, "changed_meanwhile": RUNNERS - 1}
    assert len(result["prices"]) == 1
    assert [float(price) for price in result["entries"]] == [float(result["prices"][0])]


def test_sheet_that_all_press_is_applied_once(results):
    result = results["one_sheet"]

    assert result["outcomes"] == {"done": RUNNERS}
    assert [float(price) for price in result["prices"]] == [1500]
    assert (result["stock"], result["counts"]) == (9, 1)


def test_of_sheets_in_opposite_orders_one_is_applied_whole_and_none_deadlocks(results):
    result = results["opposite"]

    assert result["outcomes"] == {"done": 1, "changed_meanwhile": RUNNERS - 1}
    assert result["is_of_one"]
