"""Fixtures that several folders of tests share."""

import os

import pytest

from databases import migrate, postgres_programs, postgres_server
from stripe_emulator.emulator import Emulator

WEBHOOK_SECRET = "whsec_tests"


def pytest_configure(config) -> None:
    """A fresh checkout has words, but none that are ready to be read."""
    from home.catalogues import compile_catalogues

    compile_catalogues()


@pytest.fixture
def emulator(settings):
    """A payment emulator of this test's own; its webhooks go nowhere unless asked."""
    with Emulator(
        port=0, webhook_url="http://127.0.0.1:9/", webhook_secret=WEBHOOK_SECRET
    ) as running:
        running.webhooks.set_policy(hold=True)
        settings.STRIPE_API_BASE = running.url
        settings.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
        yield running


@pytest.fixture(scope="session")
def postgres():
    """The databases of a PostgreSQL server that runs for the tests alone."""
    programs = postgres_programs()
    if programs is None:
        message = "PostgreSQL is not installed here (Debian: postgresql)"
        if os.environ.get("CI"):
            pytest.fail(message)
        # A developer's machine may lack it; CI may not.
        pytest.skip(message)
    with postgres_server(programs) as databases:
        yield databases


@pytest.fixture(scope="session")
def migrated_postgres(postgres) -> str:
    """The name of a database with all tables, to be copied and never connected to."""
    name = postgres.create("migrated")
    migrate(postgres.url(name))
    return name
