"""A payment provider in memory, for tests that take thousands of steps.

It keeps the rules that the shop relies on: a session is paid once and only while it is
open, never more goes back than came in, and one key makes one refund.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from shop.payments.gateways import gateways
from shop.payments.gateways.base import (
    DisputeReport,
    OpenedSession,
    ProviderPayment,
    Receipt,
    RefundReport,
    RefundState,
    SessionReport,
)
from shop.rules.errors import GatewayUnavailable, RefundRefused


@dataclass
class FakeSession:
    id: str
    order_number: str
    amount_minor: int
    currency: str
    expires_at: datetime
    is_paid: bool = False
    is_over: bool = False
    promised_until: datetime | None = None
    refunds: dict[str, RefundReport] = field(default_factory=dict)
    disputes: dict[str, DisputeReport] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return not (self.is_paid or self.is_over or self.promised_until)

    @property
    def sent_back(self) -> int:
        return sum(
            refund.amount_minor
            for refund in self.refunds.values()
            if refund.state is not RefundState.FAILED
        )

    @property
    def left(self) -> int:
        disputed = sum(d.amount_minor for d in self.disputes.values() if not d.is_won)
        return self.amount_minor - self.sent_back - disputed if self.is_paid else 0


class FakeProvider:
    """Stands in for the card gateway; what it does not do itself it asks of the real one."""

    def __init__(self, real) -> None:
        self.real = real
        self.sessions: dict[str, FakeSession] = {}
        self.by_key: dict[str, str] = {}
        self.numbers = count(1)
        self.is_silent = False

    def __getattr__(self, name: str):
        return getattr(self.real, name)

    def answer_or_not(self) -> None:
        if self.is_silent:
            raise GatewayUnavailable(act="answer")

    def open_session(self, order, session) -> OpenedSession:
        self.answer_or_not()
        key = session.idempotency_key
        if key not in self.by_key:
            fake = FakeSession(
                f"cs_{next(self.numbers)}",
                order.number,
                session.amount_minor,
                session.currency,
                session.expires_at,
            )
            self.sessions[fake.id] = fake
            self.by_key[key] = fake.id
        return OpenedSession(self.by_key[key], f"https://pay.example/{self.by_key[key]}")

    def read_session(self, session, now: datetime) -> SessionReport:
        self.answer_or_not()
        fake = self.sessions[session.provider_id]
        receipt = Receipt(f"pi_{fake.id}", fake.amount_minor, fake.currency)
        return SessionReport(
            receipts=(receipt,) if fake.is_paid else (),
            promised_until=fake.promised_until,
            is_over=fake.is_over,
            refunds=tuple(fake.refunds.values()),
            disputes=tuple(fake.disputes.values()),
        )

    def expire_session(self, session) -> None:
        self.answer_or_not()
        fake = self.sessions[session.provider_id]
        if fake.is_open:
            fake.is_over = True

    def refund(self, refund) -> RefundReport:
        self.answer_or_not()
        fake = self.sessions[refund.session.provider_id]
        known = next((each for each in fake.refunds.values() if each.key == refund.key), None)
        return known or self.make_refund(fake, refund.amount_minor, key=refund.key)

    def make_refund(self, fake: FakeSession, amount_minor: int, key: str = "") -> RefundReport:
        """Send money back, as the shop's key asks or as somebody does in the dashboard."""
        if any(dispute.is_won is not True for dispute in fake.disputes.values()):
            raise RefundRefused(reason="charge_disputed")
        if not 0 < amount_minor <= fake.left:
            raise RefundRefused(reason="amount_too_large")
        report = RefundReport(f"re_{next(self.numbers)}", amount_minor, RefundState.DONE, key)
        fake.refunds[report.provider_id] = report
        return report

    def find_session(self, payment_reference: str) -> str:
        return payment_reference.removeprefix("pi_")

    def list_payments(self, since: datetime):
        self.answer_or_not()
        for fake in self.sessions.values():
            if fake.is_paid:
                yield ProviderPayment(
                    fake.id,
                    f"pi_{fake.id}",
                    fake.order_number,
                    fake.amount_minor,
                    fake.currency,
                    fake.sent_back,
                    bool(fake.disputes),
                )


@contextmanager
def fake_provider():
    """Put a fake in the place of the card gateway."""
    known = gateways()
    real = known["stripe"]
    known["stripe"] = fake = FakeProvider(real)
    try:
        yield fake
    finally:
        known["stripe"] = real
