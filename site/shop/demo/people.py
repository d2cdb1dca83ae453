"""Producers as participants, and the staff who log in."""

import secrets
from collections.abc import Iterator

from django.contrib.auth.models import Group

from producers.models import Producer
from shop.accounts.models import User

from .pictures import picture

#: local part of the address, first name shown, group ("" is the superuser)
STAFF = [
    ("editor", "Editor", "Editors"),
    ("translator", "Translator", "Translators"),
    ("fulfilment", "Fulfilment officer", "Fulfilment officers"),
    ("certification", "Certification officer", "Certification officers"),
    ("manager", "Association manager", "Association managers"),
    ("administrator", "Administrator", "Administrators"),
    ("producer", "Producer", "Producers"),
    ("admin", "Superuser", ""),
]
#: Whose things the producer's login shows.
SPEAKS_FOR = "bakhtiyar-dzhubaev"
DOMAIN = "ovop.example"


def load_producers(producers: list[dict]) -> Iterator[str]:
    for facts in producers:
        Producer.objects.get_or_create(
            slug=facts["slug"],
            defaults={
                "name": facts["name"],
                "craft": facts["craft"],
                "district": facts["district"],
                "stage": facts["stage"],
                "is_vat_registered": facts["vat_registered"],
                "portrait": picture(facts["picture"]),
                "is_demo": True,
            },
        )
        yield facts["name"]


def load_staff(password: str) -> list[tuple[str, str]]:
    """Make the demonstration logins, or give them this password; gives (address, role)."""
    logins = []
    for local, name, group in STAFF:
        email = f"{local}@{DOMAIN}"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, first_name=name)
        user.is_superuser = group == ""
        user.is_staff = user.is_superuser
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        if group:
            user.groups.set([Group.objects.get_or_create(name=group)[0]])
        if group == "Producers":
            user.producers.set(Producer.objects.filter(slug=SPEAKS_FOR))
        logins.append((email, name))
    return logins


def new_password() -> str:
    return secrets.token_urlsafe(9)
