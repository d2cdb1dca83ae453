"""A few drills of each kind in every run of the tests; `make drill` runs them all."""

import json
import subprocess
import sys

import pytest

from databases import ROOT

KILLS, CROWDS = 3, 2


@pytest.fixture(scope="module")
def rows(postgres, migrated_postgres, tmp_path_factory) -> list[dict]:
    """Give the table's rows, in the order in which the drills ran."""
    results = tmp_path_factory.mktemp("drills") / "rows.json"
    done = subprocess.run(
        [
            sys.executable, "-m", "tests.drills", "--slice", "--json", results,
            "--copy-of", f"{migrated_postgres}@{postgres.port}",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )  # fmt: skip
    assert results.exists(), done.stderr[-2000:]
    return json.loads(results.read_text())


def complaints(rows: list[dict]) -> dict[str, list[str]]:
    return {row["words"]: row["complaints"] for row in rows if row["complaints"]}


def test_server_killed_while_paying_settling_and_mailing_loses_and_doubles_nothing(rows):
    kills = rows[:KILLS]

    assert {row["finisher"] for row in kills} == {"webhook", "return page", "sweep"}
    assert complaints(kills) == {}


def test_crowd_in_bad_weather_leaves_one_order_one_charge_and_one_mail_per_payment(rows):
    crowds = rows[KILLS:]

    assert len(crowds) == CROWDS
    assert complaints(crowds) == {}
