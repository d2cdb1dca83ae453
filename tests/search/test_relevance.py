"""What people type finds what they mean, on SQLite and on PostgreSQL alike."""

import json
import subprocess
import sys

import pytest

from databases import ROOT, environment_for
from search.relevance import LANGUAGES, Answered, answers, fill, mean_reciprocal_rank, read

LEAST = 0.9


@pytest.fixture
def on_sqlite(db) -> list[Answered]:
    fill()
    return answers()


def missed(found: list[Answered]) -> list[Answered]:
    return [each for each in found if each.rank != 1]


def test_there_are_queries_enough_in_every_language():
    queries = read("queries")

    assert tuple(queries) == LANGUAGES
    assert all(len(of_language) >= 12 for of_language in queries.values())
    assert sum(map(len, queries.values())) >= 60


def test_first_hits_are_those_that_people_mean(on_sqlite):
    assert mean_reciprocal_rank(on_sqlite) >= LEAST, missed(on_sqlite)
    for language in LANGUAGES:
        own = [each for each in on_sqlite if each.language == language]
        assert mean_reciprocal_rank(own) >= LEAST, missed(own)


@pytest.mark.postgres
def test_postgresql_finds_the_same_in_the_same_order(on_sqlite, postgres, migrated_postgres):
    name = postgres.copy(migrated_postgres, "relevance")
    answer = subprocess.run(
        [sys.executable, "-m", "search.relevance"],
        cwd=ROOT,
        env=environment_for(postgres.url(name)),
        check=True,
        capture_output=True,
    )
    found = [Answered(**each) for each in json.loads(answer.stdout.splitlines()[-1])]

    assert found == on_sqlite
