"""Producers as participants, and the staff who log in."""

import secrets
from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from producers.models import Evidence, Producer, StageStep
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
#: From one stage to the next, and what came with it.
SEASON = timedelta(days=120)
EVIDENCE = {
    1: ("training", "the OVOP method, two days"),
    2: ("training", "Kaizen, two days"),
    3: ("equipment", "a worktable"),
    4: ("document", "an application"),
    5: ("exhibition", "a fair"),
}


def load_producers(producers: list[dict]) -> Iterator[str]:
    for facts in producers:
        producer, is_new = Producer.objects.get_or_create(
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
        if is_new:
            load_programme(producer)
        yield facts["name"]


def load_programme(producer: Producer) -> None:
    """Give a way to where they stand, a season for each stage. All of it is invented."""
    today = timezone.localdate()
    stages = range(1, producer.stage + 1)
    for stage in stages:
        day = today - SEASON * (producer.stage - stage) - timedelta(days=20)
        StageStep.objects.create(
            producer=producer, stage=stage, reached_on=day, note="Demonstration"
        )
        kind, title = EVIDENCE[stage]
        Evidence.objects.create(
            producer=producer, kind=kind, on=day, title=f"Demonstration: {title}", is_demo=True
        )
    producer.joined_on = producer.steps.first().reached_on
    producer.save(update_fields=["joined_on"])


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
