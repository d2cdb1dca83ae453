import pytest
from emulated_world import World

from emulator_fixtures import client, emulator, running
from stripe_emulator import Emulator

__all__ = ["client", "emulator", "running"]


@pytest.fixture(scope="session")
def world():
    with Emulator() as emulator:
        yield World(emulator)
