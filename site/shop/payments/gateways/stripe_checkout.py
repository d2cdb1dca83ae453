"""Stripe Checkout: the customer pays on Stripe's page.

Source: Stripe API reference, Checkout Sessions, Payment Intents, Refunds, Disputes.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

import stripe
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop.rules.errors import GatewayUnavailable, RefundRefused
from shop.rules.money import check_chargeable

from .base import (
    Gateway,
    OpenedSession,
    ProviderEvent,
    ProviderPayment,
    RefundReport,
    SessionReport,
)
from .stripe_reading import (
    charge_of,
    dispute_reports,
    promised_until,
    provider_payment,
    receipts,
    refund_report,
    was_never_paid,
)
from .stripe_webhook import read_event
from .stripe_writing import session_params

logger = logging.getLogger(__name__)

#: What Stripe answers that no repetition will change.
FINAL = (stripe.InvalidRequestError, stripe.CardError)
STRIPE_API = "https://api.stripe.com"
STRIPE_PAGE = "https://checkout.stripe.com"
WITH_CHARGE = ["payment_intent.latest_charge"]
PAGE = 100


@contextmanager
def stripe_errors(act: str) -> Iterator[None]:
    try:
        yield
    except stripe.StripeError as error:
        # The type and code, never the message: it may quote what a person typed.
        logger.error(
            "Stripe did not %s: %s %s %s",
            act,
            type(error).__name__,
            getattr(error, "code", ""),
            getattr(error, "request_id", ""),
        )
        raise GatewayUnavailable(act=act) from error


@lru_cache(maxsize=4)
def client_of(secret_key: str, api_base: str, timeout: float) -> stripe.StripeClient:
    return stripe.StripeClient(
        secret_key,
        base_addresses={"api": api_base},
        http_client=stripe.RequestsClient(timeout=timeout),
        max_network_retries=2,
    )


class StripeCheckout(Gateway):
    code = "stripe"
    label = _("Card or wallet")
    hint = _("You pay on Stripe's secure page. We never see your card.")
    position = 10
    shortest_session = timedelta(minutes=30)
    events = frozenset(
        {
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "charge.refunded",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated",
            "refund.updated",
            "refund.failed",
        }
    )

    @property
    def api(self):
        return client_of(
            settings.STRIPE_SECRET_KEY,
            settings.STRIPE_API_BASE,
            settings.STRIPE_TIMEOUT_SECONDS,
        ).v1

    def payment_pages(self) -> list[str]:
        """Stripe's page; where something else stands in for Stripe, its pages too."""
        base = settings.STRIPE_API_BASE
        return [STRIPE_PAGE] if base == STRIPE_API else [STRIPE_PAGE, base]

    def check_amount(self, amount: Decimal, currency: str) -> None:
        check_chargeable(amount, currency)

    def time_to_pay(self, days_to_pay: int) -> timedelta:
        return settings.PAYMENT_RESERVATION

    def open_session(self, order, session) -> OpenedSession:
        with stripe_errors("open a session"):
            answer = self.api.checkout.sessions.create(
                params=session_params(order, session),
                options={"idempotency_key": session.idempotency_key},
            )
        return OpenedSession(answer.id, answer.url)

    def read_session(self, session, now: datetime) -> SessionReport:
        with stripe_errors("read a session"):
            found = self.api.checkout.sessions.retrieve(
                session.provider_id, params={"expand": WITH_CHARGE}
            ).to_dict()
            charge = charge_of(found)
            return SessionReport(
                receipts=receipts(found),
                promised_until=promised_until(found),
                is_over=was_never_paid(found),
                refunds=self.refunds_of(charge, is_known=session.paid_minor > 0),
                disputes=self.disputes_of(charge),
            )

    def refunds_of(self, charge: dict, *, is_known: bool) -> tuple[RefundReport, ...]:
        """Ask for the refunds of a paid charge: one that failed leaves no trace on it.

        Of a charge that is not `is_known` here yet we have sent nothing back, and what failed
        elsewhere is nothing to us: the buyer who comes from paying does not wait for the answer.
        """
        if not charge.get("paid") or not (is_known or charge["amount_refunded"]):
            return ()
        answer = self.api.refunds.list(params={"charge": charge["id"], "limit": PAGE})
        return tuple(refund_report(each.to_dict()) for each in answer.auto_paging_iter())

    def disputes_of(self, charge: dict):
        if not charge.get("disputed"):
            return ()
        answer = self.api.disputes.list(params={"charge": charge["id"], "limit": PAGE})
        return dispute_reports(each.to_dict() for each in answer.auto_paging_iter())

    def expire_session(self, session) -> None:
        try:
            self.api.checkout.sessions.expire(session.provider_id)
        except stripe.InvalidRequestError:
            # Already paid or over; whoever settles it next reads which.
            return
        except stripe.StripeError as error:
            raise GatewayUnavailable(act="expire a session") from error

    def refund(self, refund) -> RefundReport:
        params = {
            "payment_intent": refund.session.payment_reference,
            "amount": refund.amount_minor,
            "metadata": {"order": refund.session.order.number, "refund": refund.key},
        }
        with stripe_errors("refund"):
            try:
                answer = self.api.refunds.create(
                    params=params, options={"idempotency_key": refund.idempotency_key}
                )
            except FINAL as error:
                raise RefundRefused(reason=error.code or "refused") from error
        return refund_report(answer.to_dict())

    def find_session(self, payment_reference: str) -> str:
        with stripe_errors("find a session"):
            found = self.api.checkout.sessions.list(
                params={"payment_intent": payment_reference, "limit": 1}
            )
        return found.data[0].id if found.data else ""

    def list_payments(self, since: datetime) -> Iterator[ProviderPayment]:
        params = {
            "created": {"gte": int(since.timestamp())},
            "limit": PAGE,
            "status": "complete",
            "expand": [f"data.{name}" for name in WITH_CHARGE],
        }
        with stripe_errors("list sessions"):
            for each in self.api.checkout.sessions.list(params=params).auto_paging_iter():
                found = each.to_dict()
                if receipts(found):
                    yield provider_payment(found)

    def read_event(self, body: bytes, headers) -> ProviderEvent:
        return read_event(body, headers.get("Stripe-Signature", ""))
