"""Fixtures: a migrated database of each kind, for races alone."""

import pytest

from databases import SqliteDatabases, environment_for, migrate


@pytest.fixture(scope="session")
def postgres_url(postgres, migrated_postgres):
    return postgres.url(postgres.copy(migrated_postgres, "races"))


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory):
    databases = SqliteDatabases(tmp_path_factory.mktemp("races"))
    url = databases.url(databases.create("races"))
    migrate(url)
    return url


@pytest.fixture(scope="session", params=["postgres_url", "sqlite_url"])
def database(request) -> dict[str, str]:
    """Give the environment of a process that races on a database of its own."""
    return environment_for(request.getfixturevalue(request.param))
