"""Fixtures that every folder of tests shares."""

import pytest

from stripe_emulator.emulator import Emulator

WEBHOOK_SECRET = "whsec_tests"


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
