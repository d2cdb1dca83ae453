"""Tell staff 90, 30 and 7 days before a certificate ends; once each, however often it is run."""

import logging
from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from shop.certification.models import Certificate, CertificateReminder
from shop.rules.certification import REMIND_DAYS, reminder_due

from .mail_staff import tell_staff_of_end

logger = logging.getLogger(__name__)

#: After so long a run that claimed a mail and did not finish is taken for dead.
CLAIM_LASTS = timedelta(minutes=10)


def remind_of_certificates(*, now: datetime) -> Counter:
    """Send what is due at `now` (aware); counts what was sent and what could not be."""
    done = Counter()
    for certificate in ending_unrenewed(now):
        today = last_calendar_day(certificate, now)
        days = reminder_due(certificate.expires, today)
        if days is None:
            continue
        reminder, _ = CertificateReminder.objects.get_or_create(
            certificate=certificate, expires=certificate.expires, days=days
        )
        days_left = (certificate.expires - today).days
        try:
            done["sent"] += deliver_reminder(
                reminder=reminder, certificate=certificate, days_left=days_left, now=now
            )
        except OSError as error:
            logger.warning("Not reminded of %s (%s)", certificate.pk, type(error).__name__)
            done["left for the next run"] += 1
    return done


def deliver_reminder(
    *, reminder: CertificateReminder, certificate: Certificate, days_left: int, now: datetime
) -> bool:
    """Send one mail, if nobody else has or is about to; says whether this call sent it."""
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    mine = CertificateReminder.objects.filter(pk=reminder.pk, sent_at=None)
    if not mine.filter(unclaimed).update(claimed_at=now):
        return False
    try:
        told = tell_staff_of_end(certificate=certificate, days_left=days_left)
    except OSError:
        mine.update(claimed_at=None)
        raise
    mine.update(claimed_at=None, sent_at=now if told else None)
    return told


def ending_unrenewed(now: datetime) -> list[Certificate]:
    """Give the verified certificates that end soon, unless what follows them is verified too."""
    day = now.date()
    # A calendar day of any market is at most one day from that of UTC.
    soon = (day - timedelta(days=1), day + timedelta(days=max(REMIND_DAYS) + 1))
    counting = (
        Certificate.objects.filter(revoked_at=None)
        .exclude(verified_at=None)
        .prefetch_related("products", "markets")
    )
    ending = list(counting.filter(expires__range=soon).select_related("kind"))
    kinds = {certificate.kind_id for certificate in ending}
    later = list(
        counting.filter(kind__in=kinds, suspended_at=None).filter(
            Q(expires=None) | Q(expires__gt=soon[0])
        )
    )
    return [certificate for certificate in ending if not is_renewed(certificate, later)]


def is_renewed(certificate: Certificate, others: list[Certificate]) -> bool:
    """Whether others of its kind that end later cover all of its products in all of its markets."""
    covered = {
        (product.pk, market.pk)
        for other in others
        if other.kind_id == certificate.kind_id
        and (other.expires is None or other.expires > certificate.expires)
        for product in other.products.all()
        for market in other.markets.all()
    }
    wanted = [
        (product, market.pk)
        for product in certificate.products.all()
        for market in certificate.markets.all()
    ]
    # What covers a product covers its sizes.
    return bool(wanted) and all(
        (product.pk, market) in covered or (product.parent_id, market) in covered
        for product, market in wanted
    )


def last_calendar_day(certificate: Certificate, now: datetime) -> date:
    """Give today in that of its markets where the day begins first: there it ends first."""
    days = [market.today(now) for market in certificate.markets.all()]
    return max(days, default=timezone.localdate(now))
