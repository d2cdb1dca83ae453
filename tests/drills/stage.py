"""The stage of one drill: a fresh shop, a fresh provider, an empty letter box, and a server."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from django.conf import settings
from django.db import connections

from stripe_emulator.emulator import Emulator

from . import shop
from .buyer import Buyer
from .buyer import Shop as Addresses
from .ground import Ground
from .points import Point
from .server import Setup
from .zygote import Group

#: The events that settle a purchase; the others are no use to a drill of one purchase.
PAYING_EVENT = "checkout.session.completed"
READY_WITHIN = 20
DEATH_WITHIN = 20
QUIET_WITHIN = 30

numbers = itertools.count(1)


def wait_until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again; says whether it came true in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@dataclass
class Stage:
    """This process talks to the same database and provider as the server does."""

    ground: Ground
    emulator: Emulator
    folder: Path
    overrides: dict
    group: Group | None = field(default=None)

    @property
    def mails(self) -> Path:
        return self.folder / "mail"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def buyer(self, place: int = 0) -> Buyer:
        """Give a person; every other one puts the same things in the other way round."""
        wanted = [(thing, pieces) for pieces, thing in enumerate(self.ground.things, start=1)]
        addresses = Addresses(
            self.ground.base_url, self.emulator.url, dict(wanted[:: -1 if place % 2 else 1])
        )
        return Buyer(addresses, email=f"buyer-{place}@example.org")

    def serve(self, point: Point | None = None, **parts) -> None:
        """Start a server in the place of the last one, and wait until it answers.

        It dies at `point`, where one is given. `parts` are those of `Setup`.
        Raises: `TimeoutError` where it does not answer, unless it has died at its point.
        """
        self.stop()
        self.group = self.ground.zygote.start(
            Setup(
                port=self.ground.port,
                log=str(self.log),
                overrides=self.overrides,
                point=point.number if point else None,
                **parts,
            )
        )
        is_settled = wait_until(lambda: self.answers() or self.is_dead, READY_WITHIN)
        if not is_settled or (self.is_dead and point is None):
            raise TimeoutError("The server did not start")

    @property
    def is_dead(self) -> bool:
        return self.group.is_dead_within(0)

    def answers(self) -> bool:
        try:
            return requests.get(f"{self.ground.base_url}/health/live", timeout=2).ok
        except requests.RequestException:
            return False

    def stop(self) -> None:
        """Kill the server, where there is one."""
        if self.group is not None:
            self.group.kill()
            self.group = None

    def await_death(self) -> None:
        """Wait until the server has died at its point. Raises: `TimeoutError`."""
        if not self.group.is_dead_within(DEATH_WITHIN):
            raise TimeoutError("The point was not reached")
        self.stop()

    def let_webhooks_through(self) -> None:
        self.emulator.webhooks.set_policy(hold=False)

    def hold_webhooks(self) -> None:
        self.emulator.webhooks.set_policy(hold=True)

    def send_events_again(self) -> None:
        """Queue what was delivered long ago for another delivery."""
        for event in self.emulator.events:
            if event["type"] == PAYING_EVENT:
                self.emulator.webhooks.publish(event["id"])

    def is_quiet(self) -> bool:
        """Say whether all webhooks that may come have come, and had their turn."""
        return not self.emulator.webhooks.queued() and shop.is_inbox_idle()

    def last_words(self, lines: int = 40) -> str:
        """Give the end of the server's log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@contextmanager
def stage(ground: Ground) -> Iterator[Stage]:
    """Set everything up for one drill; the server ends with it."""
    folder = ground.folder / f"drill-{next(numbers)}"
    folder.mkdir()
    ground.kept.rewind()
    with Emulator(
        port=0,
        webhook_url=f"{ground.base_url}/stripe/webhook/",
        webhook_secret=settings.STRIPE_WEBHOOK_SECRET,
    ) as emulator:
        overrides = {
            "BASE_URL": ground.base_url,
            "STRIPE_API_BASE": emulator.url,
            "EMAIL_FILE_PATH": str(folder / "mail"),
        }
        for name, value in overrides.items():
            setattr(settings, name, value)
        here = Stage(ground, emulator, folder, overrides)
        try:
            yield here
        finally:
            here.stop()
            connections.close_all()
