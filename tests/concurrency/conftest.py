"""A migrated database for each file of tests, on PostgreSQL and on SQLite."""

import pytest

from databases import PostgresDatabases, SqliteDatabases, environment_for, migrate


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory) -> tuple[SqliteDatabases, str]:
    databases = SqliteDatabases(tmp_path_factory.mktemp("sqlite"))
    name = databases.create("migrated")
    migrate(databases.url(name))
    return databases, name


@pytest.fixture(scope="session", params=["postgres", "sqlite"])
def migrated(request) -> tuple[PostgresDatabases | SqliteDatabases, str]:
    """Give the databases of a kind, and the name of one with all tables, to be copied."""
    if request.param == "sqlite":
        return request.getfixturevalue("migrated_sqlite")
    return request.getfixturevalue("postgres"), request.getfixturevalue("migrated_postgres")


@pytest.fixture(scope="module")
def database(migrated, request) -> dict[str, str]:
    """Give the environment of processes that race on a database of this file's own."""
    databases, source = migrated
    name = request.module.__name__.rpartition(".")[2]
    return environment_for(databases.url(databases.copy(source, name)))
