"""The only reader of the process environment.

Every other settings module asks here, so that the table in README.md can be
checked against this one file.
"""

from pathlib import Path

from environs import Env

PROJECT_ROOT = Path(__file__).resolve().parents[2]

env = Env()
env.read_env(str(PROJECT_ROOT / ".env"), recurse=False)


def required(name: str) -> str:
    """Give the value of `name`; raises `environs.EnvError` where it is missing or empty."""
    return env.str(name, validate=lambda value: _not_empty(name, value))


def _not_empty(name: str, value: str) -> None:
    if not value.strip():
        raise ValueError(f"{name} is set but empty")
