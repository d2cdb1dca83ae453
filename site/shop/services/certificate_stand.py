"""Change the standing of certificates: verify, revoke, take a revocation back, suspend."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from shop.certification.models import Certificate
from shop.rules.errors import ChangedMeanwhile, FourEyes, IllegalTransition
from shop.rules.recipe import Change, merge_changes


@transaction.atomic
def verify_certificate(
    *, certificate_id: int, by, now: datetime, seen: datetime | None = None
) -> Certificate:
    """Note who compared the paper with its record; ends a suspension too.

    `seen` is the moment of the suspension that they looked at, where they looked at one.

    Raises: `IllegalTransition` where it is revoked, or verified and not suspended;
        `FourEyes` where they entered it themselves, whatever else they may do here;
        `ChangedMeanwhile` where the recipe has changed since they looked.
    """
    certificate = locked_certificate(certificate_id)
    stands = certificate.verified_at and not certificate.suspended_at
    if certificate.revoked_at or stands:
        raise IllegalTransition(state=str(certificate), event="verify")
    if by is not None and certificate.entered_by_id == by.pk:
        raise FourEyes(by=by)
    if seen is not None and certificate.suspended_at != seen:
        raise ChangedMeanwhile(seen=seen, now=certificate.suspended_at)
    certificate.verified_by = by
    certificate.verified_at = now
    certificate.suspended_at = None
    certificate.suspended_by = None
    certificate.suspended_for = {}
    certificate.save(
        update_fields=[
            "verified_by",
            "verified_at",
            "suspended_at",
            "suspended_by",
            "suspended_for",
        ]
    )
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


@transaction.atomic
def suspend_certificates(
    *, product_id: int, change: Change, by, now: datetime
) -> list[Certificate]:
    """Suspend what covers a product whose recipe has changed; gives what was good until now.

    A certificate that stands for its sizes is suspended with it. One that waits already for
    somebody to confirm a change waits for this one too: whoever looked at the first has not
    looked at the second. Who, when and why stays in the certificate's history.
    """
    covering = Q(products=product_id) | Q(products__parent=product_id)
    found = Certificate.objects.filter(covering, revoked_at=None).values("pk")
    locked = Certificate.objects.select_for_update(of=("self",)).filter(pk__in=found)
    suspended = []
    for certificate in locked.order_by("pk"):
        if certificate.suspended_at is None:
            suspended.append(certificate)
        certificate.suspended_at = now
        certificate.suspended_by = by
        certificate.suspended_for = merge_changes(certificate.suspended_for, change)
        certificate.save(update_fields=["suspended_at", "suspended_by", "suspended_for"])
        log(certificate, "console.suspend_certificate", user=by, data={"change": change})
    return suspended


def locked_certificate(pk: int) -> Certificate:
    return Certificate.objects.select_for_update(of=("self",)).get(pk=pk)
