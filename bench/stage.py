"""The servers that run beside each other at one size."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tools.demo import HOST

from .buyers import aral, oscar
from .buyers.browser import Browser
from .checkouts import THINGS
from .plan import Shop
from .prepare import Filled, Ground
from .servers import Server, free_port, payment_emulator, serve
from .sites import LIMIT, Place

WEBHOOK_SECRET = "whsec_bench"
UNCACHED = (("PAGE_CACHE", "off"),)
BARE = (*UNCACHED, ("PART_CACHE", "off"))


@dataclass(frozen=True)
class Ports:
    """Where each server listens, on 127.0.0.1; chosen first, for they name each other."""

    aral: int
    uncached: int
    bare: int
    oscar: int
    wagtail: int
    limit: int
    emulator: int

    @classmethod
    def free(cls) -> "Ports":
        return cls(*(free_port() for _ in range(7)))

    def shop_environment(self) -> dict[str, str]:
        """Give what our site is told of itself and of the payment provider."""
        return {
            "BASE_URL": f"http://{HOST}:{self.aral}",
            "STRIPE_SECRET_KEY": "sk_test_bench",
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "STRIPE_API_BASE": f"http://{HOST}:{self.emulator}",
        }


@dataclass(frozen=True)
class Stage:
    """What runs; `server` is that of our shop as it comes."""

    server: Server
    ours: Shop
    uncached: Shop
    bare: Shop
    oscar: Shop
    wagtail_url: str
    limit_url: str


@contextmanager
def stage(ground: Ground, ports: Ports, folder: Path, *, size: int) -> Iterator[Stage]:
    """Run all servers at one size, each shop with a guest who holds a full basket.

    Raises: `DidNotStart`.
    """
    place = ground.aral[size].place
    uncached = replace(place, extra=(*place.extra, *UNCACHED))
    bare = replace(place, extra=(*place.extra, *BARE))
    with ExitStack() as stack:

        def start(where: Place, port: int, name: str) -> Server:
            return stack.enter_context(serve(where, port=port, log=folder / f"{name}.log"))

        emulator = stack.enter_context(
            payment_emulator(
                port=ports.emulator,
                shop_port=ports.aral,
                secret=WEBHOOK_SECRET,
                environment=place.environment(),
                log=folder / "emulator.log",
            )
        )
        server = start(place, ports.aral, "aral")
        without = start(uncached, ports.uncached, "uncached")
        nothing = start(bare, ports.bare, "bare")
        plain = start(ground.oscar[size].place, ports.oscar, "oscar")
        wagtail = start(ground.wagtail, ports.wagtail, "wagtail")
        limit = start(Place(LIMIT, "", folder), ports.limit, "limit")
        for starting in (emulator, server, without, nothing, plain, wagtail, limit):
            starting.wait()
        yield Stage(
            server=server,
            ours=shop(server, ground.aral[size], aral.fill_basket),
            uncached=shop(without, ground.aral[size], aral.fill_basket),
            bare=shop(nothing, ground.aral[size], aral.fill_basket),
            oscar=shop(plain, ground.oscar[size], oscar.fill_basket),
            wagtail_url=wagtail.url,
            limit_url=limit.url,
        )


def shop(server: Server, filled: Filled, fill_basket) -> Shop:
    """Give a shop's addresses, and the cookies of a guest whose basket is full."""
    guest = Browser(server.url)
    fill_basket(guest, filled.addresses["ids"][:THINGS])
    return Shop(url=server.url, basket=guest.cookie_header, **filled.addresses)
