"""What a way to pay must be able to do.

A new one (Payme, Click) is one module in this folder with a subclass of `Gateway`;
it is found by itself. `docs/payment-gateways.md` walks through one. A gateway alone
talks to its provider and never changes an order: it reports, `settle` applies.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True)
class OpenedSession:
    """`url`: where the customer pays."""

    provider_id: str
    url: str


@dataclass(frozen=True)
class Receipt:
    """Money that arrived, in minor units. `reference` is the provider's name of it."""

    reference: str
    amount_minor: int
    currency: str


class RefundState(StrEnum):
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class RefundReport:
    """A refund as the provider knows it; `key` is ours, empty where it was made over there."""

    provider_id: str
    amount_minor: int
    state: RefundState
    key: str = ""
    failure: str = ""


@dataclass(frozen=True)
class DisputeReport:
    """A dispute that moved money. `is_won`: None while it is open."""

    provider_id: str
    amount_minor: int
    reason: str
    opened_at: datetime
    is_won: bool | None = None
    due_by: datetime | None = None


@dataclass(frozen=True)
class SessionReport:
    """All that a provider knows of a session now.

    `promised_until`: the buyer has chosen a way that pays later, until then.
    `is_over`: it can no longer be paid and was not.
    """

    receipts: tuple[Receipt, ...] = ()
    promised_until: datetime | None = None
    is_over: bool = False
    refunds: tuple[RefundReport, ...] = ()
    disputes: tuple[DisputeReport, ...] = ()


@dataclass(frozen=True)
class ProviderPayment:
    """A paid session as the provider lists it. Amounts in minor units of `currency`."""

    provider_id: str
    reference: str
    order_number: str
    paid_minor: int
    currency: str
    sent_back_minor: int = 0
    is_disputed: bool = False


@dataclass(frozen=True)
class ProviderEvent:
    """What a webhook told: which session (`object_id`) or payment changed."""

    event_id: str
    type: str
    object_id: str = ""
    payment_reference: str = ""


class Gateway(ABC):
    """A way to pay. Whatever keeps it from an answer is a `GatewayUnavailable`."""

    #: As records hold it, and as its webhook's address begins.
    code: ClassVar[str]
    #: What customers and staff read; translated where it is shown.
    label: ClassVar[str]
    hint: ClassVar[str] = ""
    position: ClassVar[int] = 100

    #: A session must have at least this long to live when it is opened.
    shortest_session: ClassVar[timedelta] = timedelta(0)
    #: Countries that an order may go to; None: all.
    countries: ClassVar[frozenset[str] | None] = None
    #: Offered only where staff have written down how to pay.
    needs_instructions: ClassVar[bool] = False
    #: Staff confirm what arrives, and send money back themselves.
    is_by_hand: ClassVar[bool] = False
    #: The goods leave first.
    pays_at_the_door: ClassVar[bool] = False
    #: Types of events that may change a session; all others are accepted and ignored.
    events: ClassVar[frozenset[str]] = frozenset()

    def check_amount(self, amount: Decimal, currency: str) -> None:  # noqa: B027
        """Refuse what the provider cannot take. Raises: `AmountTooSmall`, `AmountTooLarge`."""

    def payment_pages(self) -> list[str]:
        """Give the origins of the provider's pages, such as "https://pay.example"."""
        return []

    @abstractmethod
    def time_to_pay(self, days_to_pay: int) -> timedelta | None:
        """Give how long the things are kept aside; `days_to_pay` is the market's setting."""

    @abstractmethod
    def open_session(self, order, session) -> OpenedSession:
        """Open the session once per `session.idempotency_key`, however often it is asked."""

    @abstractmethod
    def read_session(self, session, now: datetime) -> SessionReport:
        """Say how the session stands."""

    @abstractmethod
    def expire_session(self, session) -> None:
        """See to it that the session cannot be paid; nothing happens where it is over."""

    @abstractmethod
    def refund(self, refund) -> RefundReport:
        """Send money back once per `refund.idempotency_key`.

        Raises: `RefundRefused` where the provider says no for good.
        """

    def find_session(self, payment_reference: str) -> str:
        """Give the provider's id of the session of a payment, or ""."""
        return ""

    def list_payments(self, since: datetime) -> Iterator[ProviderPayment]:
        """Give what was paid in sessions opened since then, for the reconciliation."""
        return iter(())

    def read_event(self, body: bytes, headers) -> ProviderEvent:
        """Verify and read a webhook. Raises: `WebhookRefused`."""
        raise WebhookRefused("This way to pay has no webhook.")


class WebhookRefused(Exception):
    """`problem`: what is wrong with it, for the provider's log; it holds nothing personal."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)
