"""The merchant's account: what every operation works on."""

import copy
from dataclasses import dataclass, field

from . import objects
from .clock import Clock
from .money import MINIMUMS
from .store import Store

API_VERSION = "2026-10-28.endive"

# What the emulator can play, and what a merchant has switched on unless told otherwise.
PAYMENT_METHODS = ("card", "konbini")


@dataclass(frozen=True)
class Origin:
    """The API request that caused an event; empty for what the customer or time did."""

    request_id: str | None = None
    idempotency_key: str | None = None


NO_REQUEST = Origin()


@dataclass
class Account:
    """Store, clock and settings, and the one way to record an event.

    `publish(event_id, is_forced)` is called after the transaction in which the event was
    recorded; a forced one is delivered whether or not the endpoint is subscribed to its type.
    """

    store: Store
    clock: Clock
    publish: callable
    base_url: str = ""
    merchant: str = "Emulated shop"
    api_version: str = API_VERSION
    payment_methods: tuple = PAYMENT_METHODS
    minimums: dict = field(default_factory=lambda: dict(MINIMUMS))

    def emit(self, type, thing, origin=NO_REQUEST, *, api_version=None, is_forced=False):
        """Record an event with a copy of `thing` as it is now, queue it for delivery, give it."""
        event = objects.build(
            "event",
            api_version=api_version or self.api_version,
            created=self.clock.now(),
            data={"object": copy.deepcopy(thing)},
            pending_webhooks=1,
            request={"id": origin.request_id, "idempotency_key": origin.idempotency_key},
            type=type,
        )
        self.store.put(event)
        self.store.after_commit(lambda: self.publish(event["id"], is_forced))
        return event
