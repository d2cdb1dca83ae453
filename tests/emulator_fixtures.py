"""Fixtures: one payment emulator for all tests of a file, emptied before each, and its client."""

import pytest

from stripe_api import client_for
from stripe_emulator import Emulator


@pytest.fixture(scope="module")
def running():
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def emulator(running):
    running.reset()
    return running


@pytest.fixture
def client(emulator):
    return client_for(emulator)
