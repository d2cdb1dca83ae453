"""The certificate gate: may this product be sold in this market today?

A product may be sold to a market only while every kind of certificate that the
market requires of its product class is verified, in date and not revoked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: So many days before the end staff are told, once each.
REMIND_DAYS = (90, 30, 7)


class Standing(StrEnum):
    CERTIFIED = "certified"
    NOT_YET = "not_yet"
    NOT_HERE = "not_here"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class CertificateFacts:
    """What the gate needs to know of one certificate.

    `expires` is its last good day in the market's own calendar; None: without end.
    """

    kind: str
    issued: date
    expires: date | None
    markets: frozenset[str]
    is_verified: bool = True
    is_revoked: bool = False
    is_suspended: bool = False

    def holds_on(self, today: date) -> bool:
        in_date = self.issued <= today and (self.expires is None or today <= self.expires)
        return in_date and self.is_verified and not self.is_revoked and not self.is_suspended

    def has_lapsed_by(self, today: date) -> bool:
        """Once good, good no more; a certificate that nobody verified yet never was."""
        is_over = self.expires is not None and self.expires < today
        return self.is_verified and (is_over or self.is_revoked or self.is_suspended)


@dataclass(frozen=True)
class Verdict:
    standing: Standing
    missing: tuple[str, ...] = ()

    @property
    def may_sell(self) -> bool:
        return self.standing is Standing.CERTIFIED


def judge(
    *,
    required: Iterable[str],
    certificates: Iterable[CertificateFacts],
    market: str,
    today: date,
) -> Verdict:
    """Hold a product's certificates against what `market` requires `today`.

    `today` is the date in the market's time zone. `Verdict.missing` names the
    kinds that stand in the way, sorted.
    """
    certificates = tuple(certificates)
    holding = [c for c in certificates if c.holds_on(today)]
    here = {c.kind for c in holding if market in c.markets}
    missing = tuple(sorted(set(required) - here))
    if not missing:
        return Verdict(Standing.CERTIFIED)
    lapsed = {c.kind for c in certificates if market in c.markets and c.has_lapsed_by(today)}
    if lapsed & set(missing):
        return Verdict(Standing.LAPSED, missing)
    # A missing kind that holds all the same holds for other markets only.
    if any(c.kind in missing and c.markets for c in holding):
        return Verdict(Standing.NOT_HERE, missing)
    return Verdict(Standing.NOT_YET, missing)


def last_good_day(certificates: Iterable[CertificateFacts], today: date) -> date | None:
    """Give the first day after which time itself may change the verdict, if any.

    A certificate that holds does so by its end, one that will hold by its beginning.
    """
    days = []
    for certificate in certificates:
        if certificate.holds_on(today) and certificate.expires is not None:
            days.append(certificate.expires)
        elif today < certificate.issued and certificate.holds_on(certificate.issued):
            days.append(certificate.issued - timedelta(days=1))
    return min(days, default=None)


def gate_closes_after(
    *,
    required: Iterable[str],
    certificates: Iterable[CertificateFacts],
    market: str,
    today: date,
    until: date,
) -> date | None:
    """Give the last day on which the gate stays open without a break, if that is by `until`.

    None where it stays open past `until`; the gate must be open `today`.
    """
    required, certificates = tuple(required), tuple(certificates)
    day = last_good_day(certificates, today)
    while day is not None and day <= until:
        next_day = day + timedelta(days=1)
        verdict = judge(required=required, certificates=certificates, market=market, today=next_day)
        if not verdict.may_sell:
            return day
        day = last_good_day(certificates, next_day)
    return None


def reminder_due(expires: date, today: date) -> int | None:
    """Give which of `REMIND_DAYS` has come, the nearest to the end; None before and after."""
    left = (expires - today).days
    if left < 0:
        return None
    return min((days for days in REMIND_DAYS if left <= days), default=None)
