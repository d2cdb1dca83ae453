from emulator_fixtures import client, emulator, running

__all__ = ["client", "emulator", "running"]
