"""A migrated database for each file of tests, on PostgreSQL and on SQLite."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from concurrency.databases import Postgres, Sqlite, postgres_programs

ROOT = Path(__file__).resolve().parents[2]
MIGRATED = "migrated"


@pytest.fixture(scope="session")
def postgres():
    programs = postgres_programs()
    if programs is None:
        message = "PostgreSQL is not installed here (Debian: postgresql)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    server = Postgres(programs)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory):
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


def environment_of(database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "settings.test",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT / "tests")]),
    }


@pytest.fixture(scope="session", params=["postgres", "sqlite"])
def databases(request) -> Postgres | Sqlite:
    """Give a server with a database that is migrated once, to be copied."""
    server = request.getfixturevalue(request.param)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=ROOT,
        env=environment_of(server.create(MIGRATED)),
        check=True,
    )
    return server


@pytest.fixture(scope="module")
def database(databases, request) -> dict[str, str]:
    """Give the environment of a migrated database of this file's own."""
    name = request.module.__name__.rpartition(".")[2]
    return environment_of(databases.create(name, copy_of=MIGRATED))
