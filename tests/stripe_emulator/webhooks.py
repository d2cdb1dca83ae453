"""Webhooks: events brought to the shop's endpoint, as badly as the policy asks.

Nothing is delivered twice, late, out of order or not at all unless the policy
says so; what fails is tried again with a growing pause. Timestamps in
signatures are real time, whatever the emulator's clock says, because the shop
compares them with its own.
"""

import http.client
import json
import random
import threading
import time
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlsplit

from .signing import signature_header

SHOP_EVENTS = (
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.updated",
    "charge.refunded",
    "charge.succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "checkout.session.expired",
    "payment_intent.succeeded",
    "refund.created",
    "refund.failed",
    "refund.updated",
)
LOG_LENGTH = 1000


@dataclass(frozen=True)
class Policy:
    """How events are delivered. Times are seconds."""

    duplicates: int = 0
    drop: float = 0.0
    delay: tuple = (0.0, 0.0)
    shuffle: bool = False
    hold: bool = False
    max_attempts: int = 5
    backoff: float = 0.5
    max_backoff: float = 60.0
    timeout: float = 10.0
    enabled_events: tuple = SHOP_EVENTS

    def __post_init__(self):
        low, high = self.delay
        if not 0 <= low <= high:
            raise ValueError("delay must be two seconds values, the smaller first")
        if not 0 <= self.drop <= 1:
            raise ValueError("drop must be between 0 and 1")
        if self.duplicates < 0 or self.max_attempts < 1:
            raise ValueError("duplicates must be 0 or more, max_attempts 1 or more")
        if self.backoff < 0 or self.max_backoff < 0 or self.timeout <= 0:
            raise ValueError("times must not be negative, and timeout more than 0")

    def wants(self, type):
        """Whether the endpoint is subscribed to this type of event."""
        return "*" in self.enabled_events or type in self.enabled_events


@dataclass
class Delivery:
    """One copy of one event on its way."""

    event_id: str
    due: float
    attempt: int = 1


class Webhooks:
    """A queue of deliveries and the threads that work it off.

    `read_event(id)` gives an event; `mark_delivered(id)` is called once the
    endpoint has answered 2xx. With several workers, deliveries overlap.
    """

    def __init__(self, *, url, secret, read_event, mark_delivered, seed=None, workers=1):
        self.url = url
        self.secret = secret
        self.policy = Policy()
        self._read_event = read_event
        self._mark_delivered = mark_delivered
        self._random = random.Random(seed)
        self._changed = threading.Condition()
        self._queue = []
        self._busy = 0
        self._is_flushing = False
        self._is_stopped = False
        self._log = []
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(workers)]

    def start(self):
        """Start to deliver."""
        for thread in self._threads:
            thread.start()

    def stop(self):
        """Stop; what is still queued stays undelivered."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=2)

    def set_policy(self, **changes):
        """Change parts of the policy, for deliveries from now on.

        Raises: TypeError or ValueError for a policy that does not exist.
        """
        for name in ("delay", "enabled_events"):
            if name in changes:
                changes[name] = tuple(changes[name])
        with self._changed:
            self.policy = replace(self.policy, **changes)
            self._changed.notify_all()
            return asdict(self.policy)

    def publish(self, event_id, is_forced=False):
        """Queue an event as the policy says: zero, one or several copies.

        A forced one is queued though the endpoint is not subscribed to its type.
        """
        if not self.url:
            return
        type = self._read_event(event_id)["type"]
        with self._changed:
            if not (is_forced or self.policy.wants(type)):
                return
            for _ in range(1 + self.policy.duplicates):
                if self._random.random() >= self.policy.drop:
                    due = time.monotonic() + self._random.uniform(*self.policy.delay)
                    self._queue.append(Delivery(event_id, due))
            self._changed.notify_all()

    def flush(self, timeout=10.0):
        """Deliver all that is queued now, held or delayed or waiting for a retry.

        Gives True when the queue ran empty in time.
        """
        with self._changed:
            self._is_flushing = True
            self._changed.notify_all()
            try:
                return self._changed.wait_for(self._is_idle, timeout)
            finally:
                self._is_flushing = False

    def forget(self):
        """Empty the queue and the log, and return to the plain policy."""
        with self._changed:
            self._queue.clear()
            self._log.clear()
            self.policy = Policy()

    def queued(self):
        """How many deliveries are waiting or under way."""
        with self._changed:
            return len(self._queue) + self._busy

    def log(self):
        """The last attempts, oldest first: event, type, attempt, status or error."""
        with self._changed:
            return [dict(entry) for entry in self._log]

    def _is_idle(self):
        return not self._queue and not self._busy

    def _run(self):
        while True:
            with self._changed:
                delivery = self._next()
                while delivery is None and not self._is_stopped:
                    self._changed.wait(self._pause())
                    delivery = self._next()
                if self._is_stopped:
                    return
                self._queue.remove(delivery)
                self._busy += 1
            try:
                self._attempt(delivery)
            finally:
                with self._changed:
                    self._busy -= 1
                    self._changed.notify_all()

    def _next(self):
        """The delivery to make now, or None."""
        if self._is_flushing:
            due = self._queue
        elif self.policy.hold:
            due = []
        else:
            now = time.monotonic()
            due = [delivery for delivery in self._queue if delivery.due <= now]
        if not due:
            return None
        if self.policy.shuffle:
            return self._random.choice(due)
        return due[0] if self._is_flushing else min(due, key=lambda delivery: delivery.due)

    def _pause(self):
        """Seconds until something is due; None to wait for a change."""
        if self.policy.hold or not self._queue:
            return None
        return max(0.0, min(d.due for d in self._queue) - time.monotonic())

    def _attempt(self, delivery):
        event = self._read_event(delivery.event_id)
        if event is None:
            return
        status, error = send(event, self.url, self.secret, self.policy.timeout)
        is_accepted = status is not None and 200 <= status < 300
        entry = {
            "event": event["id"],
            "type": event["type"],
            "attempt": delivery.attempt,
            "status": status,
            "error": error,
        }
        if is_accepted:
            self._mark_delivered(event["id"])
        with self._changed:
            self._log = [*self._log[1 - LOG_LENGTH :], entry]
            if not is_accepted and delivery.attempt < self.policy.max_attempts:
                pause = self.policy.backoff * 2 ** (delivery.attempt - 1)
                due = time.monotonic() + min(pause, self.policy.max_backoff)
                self._queue.append(Delivery(event["id"], due, delivery.attempt + 1))


def send(event, url, secret, timeout):
    """POST one signed event; gives (status, None) or (None, error). Follows no redirect."""
    body = json.dumps({**event, "pending_webhooks": 1}, indent=2, ensure_ascii=False).encode()
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = connect(parts.hostname, parts.port, timeout=timeout)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature_header(body, secret, int(time.time())),
        "User-Agent": "stripe-emulator (not Stripe)",
    }
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body, headers)
        return connection.getresponse().status, None
    except (OSError, http.client.HTTPException) as error:
        return None, f"{type(error).__name__}: {error}"
    finally:
        connection.close()
