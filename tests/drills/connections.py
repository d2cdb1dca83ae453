"""Which database this process talks to."""

from django.db import connections


def use_database(name: str) -> None:
    """Talk to the database of that name from now on, in all threads that connect anew."""
    connections.close_all()
    connections.settings["default"]["NAME"] = name
