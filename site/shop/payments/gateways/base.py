"""What a way to pay must be able to do.

A new one (Payme, Click) is one module with a class of this shape, and one line in
`gateway_for`. It alone talks to the provider; it raises `GatewayUnavailable` for
whatever keeps it from an answer, and never changes an order.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True)
class OpenedSession:
    """`url`: where the customer pays."""

    provider_id: str
    url: str


@dataclass(frozen=True)
class SessionReport:
    """What the provider says of a session now. `amount_minor`: smallest units of `currency`.

    `is_over`: it can no longer be paid and was not.
    """

    is_paid: bool
    is_over: bool
    amount_minor: int
    currency: str
    payment_reference: str = ""


class Gateway(Protocol):
    #: A session must have at least this long to live when it is opened.
    shortest_session: timedelta

    def open_session(self, order, session) -> OpenedSession:
        """Open the session once per `session.idempotency_key`, however often it is asked."""

    def read_session(self, provider_id: str) -> SessionReport:
        """Say how the session stands."""

    def expire_session(self, provider_id: str) -> None:
        """See to it that the session cannot be paid; nothing happens where it is over."""

    def refund(self, refund) -> str:
        """Send money back once per `refund.idempotency_key`; gives the provider's id."""
