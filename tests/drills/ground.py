"""The ground on which all drills stand: a stocked shop, and a process that serves it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.template.loader import get_template
from django.test import Client
from tools.demo import free_port

from factories.catalogue import make_product, make_zone

from .buyer import ADDRESS
from .rewind import PostgresKeeper, SqliteKeeper, keeper
from .shop import TEMPLATES
from .zygote import Zygote

#: Pieces of each thing on the shelf: enough for every crowd.
STOCK = 60


@dataclass(frozen=True)
class Ground:
    """`things` are the ids of what the shop sells; `kept` brings its database back to now."""

    things: tuple[int, ...]
    kept: PostgresKeeper | SqliteKeeper
    folder: Path
    port: int
    zygote: Zygote

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def ground() -> Iterator[Ground]:
    """Stock the shop, load everything once, and be ready to serve."""
    make_zone()
    things = make_product("Licorice honey", stock=STOCK), make_product("Jida", stock=STOCK)
    ids = tuple(thing.pk for thing in things)
    kept = keeper()
    application = warmed_up(ids)
    kept.rewind()
    connections.close_all()
    zygote = Zygote.fork(application)
    try:
        with tempfile.TemporaryDirectory(prefix="ovop-drills-") as folder:
            yield Ground(ids, kept, Path(folder), free_port(), zygote)
    finally:
        zygote.close()
        connections.close_all()


def warmed_up(things: tuple[int, ...]) -> WSGIHandler:
    """Give the application with its pages and templates loaded."""
    application = WSGIHandler()
    browser = Client(headers={"Sec-Fetch-Site": "same-origin", "Host": "127.0.0.1"})
    browser.post(f"/en/basket/add/{things[0]}/", {"quantity": 1})
    for address in ("/en/basket/", "/en/basket/badge/", "/en/checkout/"):
        browser.get(address)
    browser.post("/en/checkout/", ADDRESS | {"action": "refresh"})
    for template in TEMPLATES:
        get_template(template)
    cache.clear()
    return application
