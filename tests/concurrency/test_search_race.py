"""Whoever indexes the same things at the same time leaves the index that one would have made."""

from concurrency.running import run_race


def test_indexing_at_the_same_time_leaves_the_same_index(database):
    result, log = run_race("search_race.py", database)

    assert result["outcomes"] == ["done"]
    assert result["is_the_same"]
    assert result["terms"] > 20
    # What a commit could not index would have been logged.
    assert "Error" not in log
