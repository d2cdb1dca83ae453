"""The whole emulator: account, API, page, webhooks, faults and server in one."""

import threading

from . import parameters
from .account import API_VERSION, PAYMENT_METHODS, Account, Origin
from .api import Api, catch_up
from .cards import Card
from .clock import Clock
from .control import Control
from .disputes import close_dispute, open_dispute
from .errors import no_such
from .faults import Faults
from .idempotency import IdempotencyKeys
from .objects import new_id
from .pay_flow import answer_page
from .payments import Payer, pay_by_card, promise_konbini, settle_konbini
from .refund_course import hold_next, settle_refund
from .refunds import create_refund
from .server import Server
from .store import Store
from .webhooks import Webhooks

TICK_SECONDS = 1.0
TEST_CARD = "4242424242424242"


class Emulator:
    """A running emulator, as a context manager or between `start()` and `stop()`.

    Settings: `port` (0: any free one), `webhook_url` and `webhook_secret`,
    `state` (a file that outlives a restart), `merchant` (the name on the pay
    page), `public_url` (how browsers reach it, if not by `url`),
    `payment_methods` (switched on for all sessions, as in Stripe's dashboard),
    `minimums` (least charge by currency), `seed` and `webhook_workers` for deliveries.

    `sessions`, `payment_intents`, `charges`, `refunds`, `disputes`, `events`
    and `balance_transactions` are copies, oldest first.
    """

    def __init__(
        self,
        *,
        port=0,
        webhook_url=None,
        webhook_secret="whsec_emulated",
        state=None,
        merchant="Emulated shop",
        public_url=None,
        payment_methods=PAYMENT_METHODS,
        minimums=None,
        api_version=API_VERSION,
        seed=None,
        webhook_workers=1,
        clock=None,
    ):
        self.clock = clock or Clock()
        self.faults = Faults()
        self.stopped = threading.Event()
        self._store = Store(state)
        self.clock.offset = self._store.notes("clock").get("offset", self.clock.offset)
        self.webhooks = Webhooks(
            url=webhook_url,
            secret=webhook_secret,
            read_event=lambda id: self._store.get("event", id),
            mark_delivered=self._mark_delivered,
            seed=seed,
            workers=webhook_workers,
        )
        self.account = Account(
            self._store,
            self.clock,
            publish=self.webhooks.publish,
            merchant=merchant,
            payment_methods=tuple(payment_methods),
            api_version=api_version,
        )
        self.account.minimums.update(minimums or {})
        self._api = Api(self.account, IdempotencyKeys(self._store, self.clock))
        self._control = Control(self)
        self._server = Server(port, self)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.account.base_url = (public_url or self.url).rstrip("/")

    def __enter__(self):
        return self.start()

    def __exit__(self, *exc_info):
        self.stop()

    def start(self):
        """Serve, deliver and let time pass, in background threads."""
        for event in self.events:
            if event["pending_webhooks"]:
                self.webhooks.publish(event["id"])
        self.webhooks.start()
        serve = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        serve.start()
        threading.Thread(target=self._tick, daemon=True).start()
        return self

    def stop(self):
        """Stop serving and delivering."""
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self.webhooks.stop()

    sessions = property(lambda self: self._store.snapshot("checkout.session"))
    payment_intents = property(lambda self: self._store.snapshot("payment_intent"))
    charges = property(lambda self: self._store.snapshot("charge"))
    refunds = property(lambda self: self._store.snapshot("refund"))
    disputes = property(lambda self: self._store.snapshot("dispute"))
    events = property(lambda self: self._store.snapshot("event"))
    balance_transactions = property(lambda self: self._store.snapshot("balance_transaction"))

    def api(self, request, before_work):
        """Answer a request under /v1."""
        return self._api.answer(request, before_work)

    def page(self, request):
        """Answer a request for the hosted page."""
        return answer_page(self.account, request)

    def control(self, request, body):
        """Answer a request under /_control/."""
        return self._control.answer(request, body)

    def pay(self, session_id, number=TEST_CARD, *, name="Test Customer", email=None):
        """Pay a session by card, as its page would, and give the session.

        Raises: SessionClosed or Declined.
        """
        card = Card(number.replace(" ", ""), 12, 2099)
        with self._store.transaction():
            catch_up(self.account)
            return dict(pay_by_card(self.account, session_id, card, Payer(name, email)))

    def promise_konbini(self, session_id, *, name="Test Customer", email=None):
        """Choose to pay at a convenience store, as its page would, and give the session.

        Raises: SessionClosed.
        """
        with self._store.transaction():
            catch_up(self.account)
            return dict(promise_konbini(self.account, session_id, Payer(name, email)))

    def settle_konbini(self, session_id, *, is_paid):
        """Let a promised payment at a store arrive or fail, and give the session."""
        with self._store.transaction():
            catch_up(self.account)
            return dict(settle_konbini(self.account, session_id, is_paid=is_paid))

    def refund(self, charge_or_payment_intent, amount=None):
        """Refund all that is left, or `amount`, as somebody does in Stripe's own dashboard.

        Such a refund has no idempotency key and no metadata. Gives the refund.

        Raises: ApiError.
        """
        name = "payment_intent" if charge_or_payment_intent.startswith("pi_") else "charge"
        wanted = {name: charge_or_payment_intent, "reason": "requested_by_customer"}
        if amount is not None:
            wanted["amount"] = str(amount)
        params = parameters.REFUND_CREATE(wanted)
        with self._store.transaction():
            catch_up(self.account)
            return dict(create_refund(self.account, params, Origin(new_id("request"))))

    def hold_next_refund(self):
        """Let the next refund begin as pending and stay so until `settle_refund` decides."""
        with self._store.transaction():
            hold_next(self.account)

    def settle_refund(self, refund_id, *, is_paid):
        """Let a refund arrive at the customer's or fail, and give it."""
        with self._store.transaction():
            catch_up(self.account)
            failure = None if is_paid else "unknown"
            return dict(settle_refund(self.account, refund_id, failure=failure))

    def emit(self, type, object_id, *, api_version=None):
        """Send an event of any type about an object, and give the event.

        It may be of a type that the endpoint is not subscribed to, or nobody knows, or
        speak of another version of the API: the object in it stays as it is.

        Raises: ApiError when there is no such object.
        """
        with self._store.transaction():
            thing = self._store.find(object_id)
            if thing is None:
                raise no_such("object", object_id, param="object")
            event = self.account.emit(type, thing, api_version=api_version, is_forced=True)
            return dict(event)

    def open_dispute(self, charge, reason="fraudulent"):
        """Dispute a charge by id, and give the dispute."""
        with self._store.transaction():
            return dict(open_dispute(self.account, charge, reason))

    def close_dispute(self, dispute_id, *, is_won):
        """Decide a dispute, and give it."""
        with self._store.transaction():
            return dict(close_dispute(self.account, dispute_id, is_won=is_won))

    def advance(self, seconds):
        """Move time forward, and do what has become due."""
        with self._store.transaction():
            self.clock.advance(seconds)
            self._store.note("clock", "offset", self.clock.offset)
            catch_up(self.account)

    def reset(self):
        """Forget all objects, keys, faults, policies and queued deliveries; keep running."""
        self.faults.clear()
        self.webhooks.forget()
        self._store.reset()
        self.clock.offset = 0.0

    def summary(self):
        """Counts and settings at this moment."""
        sessions = self.sessions
        return {
            "is_stripe": False,
            "now": self.clock.now(),
            "sessions": {
                status: sum(session["status"] == status for session in sessions)
                for status in ("open", "complete", "expired")
            },
            "charges": len(self.charges),
            "refunds": len(self.refunds),
            "disputes": len(self.disputes),
            "events": len(self.events),
            "queued_deliveries": self.webhooks.queued(),
            "faults": self.faults.pending(),
        }

    def _mark_delivered(self, event_id):
        with self._store.transaction():
            event = self._store.get("event", event_id)
            if event is not None:
                event["pending_webhooks"] = 0
                self._store.put(event)

    def _tick(self):
        """Let sessions expire even when nobody looks."""
        while not self.stopped.wait(TICK_SECONDS):
            with self._store.transaction():
                catch_up(self.account)
