"""Change the standing of certificates: verify, revoke, take a revocation back, suspend."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from shop.certification.models import Certificate
from shop.rules.errors import IllegalTransition


@transaction.atomic
def verify_certificate(*, certificate_id: int, by, now: datetime) -> Certificate:
    """Note who compared the paper with its record; ends a suspension too.

    Raises: `IllegalTransition` where it is revoked, or verified and not suspended.
    """
    certificate = locked_certificate(certificate_id)
    stands = certificate.verified_at and not certificate.suspended_at
    if certificate.revoked_at or stands:
        raise IllegalTransition(state=str(certificate), event="verify")
    certificate.verified_by = by
    certificate.verified_at = now
    certificate.suspended_at = None
    certificate.save(update_fields=["verified_by", "verified_at", "suspended_at"])
    return certificate


@transaction.atomic
def revoke_certificate(*, certificate_id: int, reason: str, now: datetime) -> Certificate:
    """Take what it covers off sale at once. Raises: `IllegalTransition` where it is revoked."""
    certificate = locked_certificate(certificate_id)
    if certificate.revoked_at:
        raise IllegalTransition(state=str(certificate), event="revoke")
    certificate.revoked_at = now
    certificate.revoked_reason = reason
    certificate.save(update_fields=["revoked_at", "revoked_reason"])
    return certificate


@transaction.atomic
def reinstate_certificate(*, certificate_id: int) -> Certificate:
    """Take a mistaken revocation back; it counts again only once verified anew.

    Raises: `IllegalTransition` where it is not revoked.
    """
    certificate = locked_certificate(certificate_id)
    if not certificate.revoked_at:
        raise IllegalTransition(state=str(certificate), event="reinstate")
    certificate.revoked_at = None
    certificate.revoked_reason = ""
    certificate.verified_at = None
    certificate.verified_by = None
    certificate.save(update_fields=["revoked_at", "revoked_reason", "verified_at", "verified_by"])
    return certificate


def suspend_certificates(*, product_id: int, now: datetime) -> int:
    """Suspend what covers a product whose recipe has changed; gives how many.

    A certificate that stands for its sizes is suspended with it.
    """
    covering = Q(products=product_id) | Q(products__parent=product_id)
    ids = Certificate.objects.filter(covering, suspended_at=None, revoked_at=None).values("pk")
    return Certificate.objects.filter(pk__in=ids).update(suspended_at=now)


def locked_certificate(pk: int) -> Certificate:
    return Certificate.objects.select_for_update(of=("self",)).get(pk=pk)
