"""`python -m bench.lists.measure ROUNDS`: time the first page of every list, in turns.

Prints, as JSON, the address, the seconds of each round and the statements of each list; the first
is the Wagtail listing that the others are held against.
"""

import json
import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from home.models import StandardPage  # noqa: E402
from shop.accounts.models import User  # noqa: E402
from shop.console.viewsets import ShopViewSetGroup  # noqa: E402

#: Lists that no viewset makes.
NAMED = (
    "console:orders",
    "console:to-pack",
    "money:money",
    "money:stock",
    "money:prices",
    "console:pick-list",
    "sheets:overview",
    "programme:board",
    "programme:report",
    "coverage:matrix",
    "texts:overview",
)


def addresses() -> list[str]:
    """Give the listing of pages, and then every list of the association's."""
    parent = StandardPage.objects.get(title="Of lists")
    of_records = [reverse(viewset.get_url_name("index")) for viewset in ShopViewSetGroup.items]
    return [
        reverse("wagtailadmin_explore", args=[parent.pk]),
        *map(reverse, NAMED),
        *of_records,
    ]


def visitor() -> Client:
    who, _ = User.objects.get_or_create(email="lists@example.org", is_superuser=True, is_staff=True)
    client = Client(headers={"host": "localhost"})
    client.force_login(who)
    return client


def seconds_for(client: Client, address: str) -> float:
    """Raises: `SystemExit` where there is no list."""
    began = time.perf_counter()
    answer = client.get(address)
    took = time.perf_counter() - began
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return took


def statements_for(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def measure(rounds: int) -> list[dict]:
    client, lists = visitor(), addresses()
    for address in lists:  # Templates and forms are made at the first look.
        seconds_for(client, address)
    found = {address: [] for address in lists}
    for _ in range(rounds):
        for address in lists:
            found[address].append(seconds_for(client, address))
    return [
        {"address": address, "seconds": seconds, "sql": statements_for(client, address)}
        for address, seconds in found.items()
    ]


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
