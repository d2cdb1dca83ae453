"""The gate, read through the database: market × state of the certificate × moment.

A certificate is good from the first minute of its first day to the last of its last day, each
in the market's own time zone: Tashkent and Tokyo are 5 and 9 hours ahead of UTC.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from factories.catalogue import make_product
from shop.certification.models import Certificate
from shop.markets.models import Market
from shop.selectors import sale_facts

FIRST_DAY, LAST_DAY = date(2026, 3, 1), date(2026, 12, 31)
EARLIER = datetime(2026, 2, 1, tzinfo=UTC)
ZONES = {"uz": "Asia/Tashkent", "jp": "Asia/Tokyo", "intl": "UTC"}

EVE, DAWN = "2026-02-28 23:59", "2026-03-01 00:01"
DUSK, AFTER = "2026-12-31 23:59", "2027-01-01 00:01"
NOON = "2026-06-15 12:00"

GOOD: dict = {}
REVOKED = {"revoked_at": EARLIER, "revoked_reason": "Recall"}
SUSPENDED = {"suspended_at": EARLIER}
UNVERIFIED = {"verified_at": None}
ENDLESS = {"expires": None}
ONE_DAY = {"issued": LAST_DAY}

#: What is changed about a good certificate, the moment on the market's own clock, the state.
BY_THE_CLOCK = [
    ("not yet issued", GOOD, EVE, "not_certified"),
    ("first minute of the first day", GOOD, DAWN, "on_sale"),
    ("in between", GOOD, NOON, "on_sale"),
    ("last minute of the last day", GOOD, DUSK, "on_sale"),
    ("first minute after", GOOD, AFTER, "certificate_lapsed"),
    ("one day, the minute before", ONE_DAY, "2026-12-30 23:59", "not_certified"),
    ("one day, first minute", ONE_DAY, "2026-12-31 00:01", "on_sale"),
    ("one day, last minute", ONE_DAY, DUSK, "on_sale"),
    ("one day, the minute after", ONE_DAY, AFTER, "certificate_lapsed"),
    ("without end, before", ENDLESS, EVE, "not_certified"),
    ("without end, long after", ENDLESS, AFTER, "on_sale"),
    ("revoked before its first day", REVOKED, EVE, "certificate_lapsed"),
    ("revoked, first day", REVOKED, DAWN, "certificate_lapsed"),
    ("revoked, last day", REVOKED, DUSK, "certificate_lapsed"),
    ("revoked, after", REVOKED, AFTER, "certificate_lapsed"),
    ("suspended, first day", SUSPENDED, DAWN, "certificate_lapsed"),
    ("suspended, last day", SUSPENDED, DUSK, "certificate_lapsed"),
    ("suspended, after", SUSPENDED, AFTER, "certificate_lapsed"),
    ("unverified, first day", UNVERIFIED, DAWN, "not_certified"),
    ("unverified, last day", UNVERIFIED, DUSK, "not_certified"),
    ("unverified, after", UNVERIFIED, AFTER, "not_certified"),
    ("unverified and suspended", UNVERIFIED | SUSPENDED, NOON, "not_certified"),
]

#: What one moment is to each market.
AT_ONCE = [
    ("2026-02-28 14:59", "not_certified", "not_certified", "not_certified"),
    ("2026-02-28 15:00", "not_certified", "on_sale", "not_certified"),
    ("2026-02-28 18:59", "not_certified", "on_sale", "not_certified"),
    ("2026-02-28 19:00", "on_sale", "on_sale", "not_certified"),
    ("2026-02-28 23:59", "on_sale", "on_sale", "not_certified"),
    ("2026-03-01 00:00", "on_sale", "on_sale", "on_sale"),
    ("2026-12-31 14:59", "on_sale", "on_sale", "on_sale"),
    ("2026-12-31 15:00", "on_sale", "certificate_lapsed", "on_sale"),
    ("2026-12-31 18:59", "on_sale", "certificate_lapsed", "on_sale"),
    ("2026-12-31 19:00", "certificate_lapsed", "certificate_lapsed", "on_sale"),
    ("2026-12-31 23:59", "certificate_lapsed", "certificate_lapsed", "on_sale"),
    ("2027-01-01 00:00", "certificate_lapsed", "certificate_lapsed", "certificate_lapsed"),
]

#: For which markets the certificates are good, and what that is to each.
GOOD_IN = [
    (("uz",), "on_sale", "not_certified_here", "not_certified_here"),
    (("jp",), "not_certified_here", "on_sale", "not_certified_here"),
    (("intl",), "not_certified_here", "not_certified_here", "on_sale"),
    (("uz", "jp"), "on_sale", "on_sale", "not_certified_here"),
    ((), "not_certified", "not_certified", "not_certified"),
]


@pytest.fixture
def honey(db):
    """Give honey, of which every market asks for the same two kinds of certificate."""
    product = make_product()
    Certificate.objects.update(issued=FIRST_DAY, expires=LAST_DAY, verified_at=EARLIER)
    return product


def moment(text: str, zone: str = "UTC") -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone))


def states(product, now: datetime) -> tuple[str, str, str]:
    found = {
        market.code: sale_facts([product], market=market, now=now)[product.pk].state.value
        for market in Market.objects.all()
    }
    return found["uz"], found["jp"], found["intl"]


@pytest.mark.parametrize("code", ZONES)
@pytest.mark.parametrize(
    ("changes", "clock", "state"),
    [row[1:] for row in BY_THE_CLOCK],
    ids=[r[0] for r in BY_THE_CLOCK],
)
def test_market_sells_by_its_own_clock(honey, code, changes, clock, state):
    Certificate.objects.update(**changes)
    market = Market.objects.get(code=code)

    found = sale_facts([honey], market=market, now=moment(clock, ZONES[code]))

    assert market.time_zone == ZONES[code]
    assert found[honey.pk].state == state


@pytest.mark.parametrize(("utc", "uz", "jp", "intl"), AT_ONCE)
def test_one_moment_is_another_day_to_each_market(honey, utc, uz, jp, intl):
    assert states(honey, moment(utc)) == (uz, jp, intl)


@pytest.mark.parametrize(("codes", "uz", "jp", "intl"), GOOD_IN)
def test_certificate_opens_the_markets_that_it_names(honey, codes, uz, jp, intl):
    for certificate in Certificate.objects.all():
        certificate.markets.set(Market.objects.filter(code__in=codes))

    assert states(honey, moment(NOON)) == (uz, jp, intl)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        (REVOKED, "certificate_lapsed"),
        (SUSPENDED, "certificate_lapsed"),
        ({"expires": date(2026, 6, 14)}, "certificate_lapsed"),
        (UNVERIFIED, "not_certified"),
        ({"issued": date(2026, 6, 16)}, "not_certified"),
    ],
)
def test_one_of_two_certificates_is_not_enough(honey, changes, state):
    Certificate.objects.filter(kind__code="veterinary").update(**changes)

    assert states(honey, moment(NOON)) == (state,) * 3
