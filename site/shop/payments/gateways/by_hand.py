"""What bank transfer and cash have in common: people look, and tell the shop what they saw."""

from datetime import datetime

from .base import Gateway, OpenedSession, RefundReport, RefundState, SessionReport


class ByHand(Gateway):
    is_by_hand = True

    def open_session(self, order, session) -> OpenedSession:
        """There is no other page to go to: the order's own says how to pay."""
        return OpenedSession(
            f"{self.code}-{order.token[:12]}-{session.attempt}",
            f"{order.get_full_url()}?thanks=1",
        )

    def read_session(self, session, now: datetime) -> SessionReport:
        """Only time is known here; receipts come from staff, through `confirm_receipt`."""
        return SessionReport(is_over=session.expires_at is not None and session.expires_at < now)

    def expire_session(self, session) -> None:
        """Nothing has to be told to anybody."""

    def refund(self, refund) -> RefundReport:
        """It stays pending until staff confirm that they sent the money."""
        return RefundReport("", refund.amount_minor, RefundState.PENDING, refund.key)
