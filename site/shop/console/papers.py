"""The state of a certificate, in one word for lists and in SQL for filters."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shop.certification.models import Certificate
from shop.rules.certification import REMIND_DAYS

#: So long before its last day a certificate asks for a successor.
WARN_DAYS = max(REMIND_DAYS)


class PaperState(models.TextChoices):
    GOOD = "good", _("Good")
    ENDING = "ending", _("Ends soon")
    EXPIRED = "expired", _("Expired")
    UNVERIFIED = "unverified", _("Not verified")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")


def paper_state(certificate: Certificate, today: date) -> PaperState:
    if certificate.revoked_at:
        return PaperState.REVOKED
    if certificate.expires and certificate.expires < today:
        return PaperState.EXPIRED
    if certificate.suspended_at:
        return PaperState.SUSPENDED
    if not certificate.verified_at:
        return PaperState.UNVERIFIED
    if certificate.expires and certificate.expires <= today + timedelta(days=WARN_DAYS):
        return PaperState.ENDING
    return PaperState.GOOD


def in_state(certificates: QuerySet, state: str, today: date) -> QuerySet:
    """Give those that `paper_state` calls so."""
    return certificates.filter(is_in_state(state, today))


def is_in_state(state: str, today: date) -> Q:
    revoked = Q(revoked_at__isnull=False)
    expired = Q(expires__isnull=False, expires__lt=today)
    suspended = Q(suspended_at__isnull=False)
    unverified = Q(verified_at=None)
    ending = Q(expires__isnull=False, expires__lte=today + timedelta(days=WARN_DAYS))
    return {
        PaperState.REVOKED: revoked,
        PaperState.EXPIRED: expired & ~revoked,
        PaperState.SUSPENDED: suspended & ~expired & ~revoked,
        PaperState.UNVERIFIED: unverified & ~suspended & ~expired & ~revoked,
        PaperState.ENDING: ending & ~unverified & ~suspended & ~expired & ~revoked,
        PaperState.GOOD: ~ending & ~unverified & ~suspended & ~expired & ~revoked,
    }[PaperState(state)]


def to_renew(certificates: QuerySet, today: date) -> QuerySet:
    return certificates.filter(is_to_renew(today))


def is_to_renew(today: date) -> Q:
    """Tell which end within 90 days or have ended, and were not revoked."""
    return Q(revoked_at=None, expires__lte=today + timedelta(days=WARN_DAYS))


def ends_within(days: int, today: date) -> Q:
    """Tell which are good until a day from `today` to `days` later, and were not revoked."""
    return Q(revoked_at=None, expires__range=(today, today + timedelta(days=days)))
