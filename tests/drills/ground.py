"""The ground on which all drills stand: a stocked shop to copy, and a process that serves it."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test import Client

from databases import PostgresDatabases, SqliteDatabases, free_port
from factories.catalogue import make_product, make_zone

from .buyer import ADDRESS
from .connections import use_database
from .zygote import Zygote

#: Pieces of each thing on the shelf: enough for every crowd.
STOCK = 60


@dataclass(frozen=True)
class Ground:
    """`shop` is the name of the database to copy; `things` are the ids of what it sells."""

    databases: PostgresDatabases | SqliteDatabases
    shop: str
    things: tuple[int, ...]
    folder: Path
    port: int
    zygote: Zygote

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def ground(databases, migrated: str) -> Iterator[Ground]:
    """Stock a copy of the migrated database, load everything once, and be ready to serve."""
    with tempfile.TemporaryDirectory(prefix="ovop-drills-") as name:
        folder = Path(name)
        shop = databases.copy(migrated, f"shop-{time.time_ns()}")
        use_database(shop)
        make_zone()
        things = make_product("Licorice honey", stock=STOCK), make_product("Jida", stock=STOCK)
        ids = tuple(thing.pk for thing in things)
        connections.close_all()
        try:
            application = warmed_up(databases, shop, ids)
            zygote = Zygote.fork(application)
            try:
                yield Ground(databases, shop, ids, folder, free_port(), zygote)
            finally:
                zygote.close()
        finally:
            connections.close_all()
            databases.drop(shop)


def warmed_up(databases, shop: str, things: tuple[int, ...]) -> WSGIHandler:
    """Give the application with its pages and templates loaded; no connection stays open."""
    application = WSGIHandler()
    scratch = databases.copy(shop, f"scratch-{time.time_ns()}")
    use_database(scratch)
    browser = Client(headers={"Sec-Fetch-Site": "same-origin", "Host": "127.0.0.1"})
    browser.post(f"/en/basket/add/{things[0]}/", {"quantity": 1})
    for address in ("/en/basket/", "/en/basket/badge/", "/en/checkout/"):
        browser.get(address)
    browser.post("/en/checkout/", ADDRESS | {"action": "refresh"})
    cache.clear()
    use_database(shop)
    databases.drop(scratch)
    return application
