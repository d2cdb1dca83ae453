"""The gate, by table: market × state of the certificate × date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.certification import (
    CertificateFacts,
    Standing,
    Verdict,
    gate_closes_after,
    judge,
    last_good_day,
    reminder_due,
)

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
GOOD = {
    "kind": "sanitary",
    "issued": TODAY - 100 * DAY,
    "expires": TODAY + 100 * DAY,
    "markets": frozenset({"uz", "jp"}),
}
JAPAN_ONLY = {"markets": frozenset({"jp"})}

certificates = st.builds(
    CertificateFacts,
    kind=st.sampled_from(["sanitary", "veterinary", "conformity"]),
    issued=st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY),
    expires=st.none() | st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY),
    markets=st.frozensets(st.sampled_from(["uz", "jp", "intl"])),
    is_verified=st.booleans(),
    is_revoked=st.booleans(),
    is_suspended=st.booleans(),
)


def paper(**changes) -> CertificateFacts:
    return CertificateFacts(**(GOOD | changes))


def verdict_on(*papers: CertificateFacts, market="jp", required=("sanitary",), today=TODAY):
    return judge(required=required, certificates=papers, market=market, today=today)


@pytest.mark.parametrize(
    ("changes", "uz", "jp", "intl"),
    [
        pytest.param({}, "certified", "certified", "not_here", id="good"),
        pytest.param({"issued": TODAY}, "certified", "certified", "not_here", id="issued today"),
        pytest.param({"issued": TODAY + DAY}, "not_yet", "not_yet", "not_yet", id="from tomorrow"),
        pytest.param({"expires": TODAY}, "certified", "certified", "not_here", id="expires today"),
        pytest.param(
            {"issued": TODAY, "expires": TODAY}, "certified", "certified", "not_here", id="one day"
        ),
        pytest.param(
            {"expires": TODAY - DAY}, "lapsed", "lapsed", "not_yet", id="expired yesterday"
        ),
        pytest.param({"expires": None}, "certified", "certified", "not_here", id="without end"),
        pytest.param({"is_verified": False}, "not_yet", "not_yet", "not_yet", id="not verified"),
        pytest.param(
            {"is_verified": False, "expires": TODAY - DAY},
            *["not_yet"] * 3,
            id="never verified and expired",
        ),
        pytest.param({"is_revoked": True}, "lapsed", "lapsed", "not_yet", id="revoked"),
        pytest.param(
            {"is_revoked": True, "expires": None},
            "lapsed",
            "lapsed",
            "not_yet",
            id="revoked, no end",
        ),
        pytest.param({"is_suspended": True}, "lapsed", "lapsed", "not_yet", id="suspended"),
        pytest.param(JAPAN_ONLY, "not_here", "certified", "not_here", id="one market"),
        pytest.param({"markets": frozenset()}, "not_yet", "not_yet", "not_yet", id="no market"),
        pytest.param({"kind": "conformity"}, *["not_yet"] * 3, id="other kind"),
        pytest.param(
            JAPAN_ONLY | {"kind": "conformity"},
            "not_yet",
            "not_yet",
            "not_yet",
            id="other kind, one market",
        ),
    ],
)
def test_one_certificate_gives_each_market_its_standing(changes, uz, jp, intl):
    certificate = paper(**changes)

    found = {market: verdict_on(certificate, market=market) for market in ("uz", "jp", "intl")}

    assert {market: verdict.standing for market, verdict in found.items()} == {
        "uz": uz,
        "jp": jp,
        "intl": intl,
    }
    assert all(verdict.may_sell == (verdict.missing == ()) for verdict in found.values())


@pytest.mark.parametrize("papers", [(), (paper(is_revoked=True),), (paper(expires=TODAY - DAY),)])
def test_market_that_asks_for_nothing_is_open(papers):
    assert verdict_on(*papers, required=()) == Verdict(Standing.CERTIFIED)


def test_no_certificate_at_all_is_not_yet():
    assert verdict_on() == Verdict(Standing.NOT_YET, ("sanitary",))


def test_only_a_certified_product_may_be_sold():
    assert [standing for standing in Standing if Verdict(standing).may_sell] == [Standing.CERTIFIED]


def test_expiry_at_midnight_takes_the_product_off_sale():
    certificate = paper(expires=TODAY)

    assert verdict_on(certificate, today=TODAY).may_sell
    assert verdict_on(certificate, today=TODAY + DAY).standing is Standing.LAPSED


def test_every_required_kind_must_hold_and_the_missing_are_named_sorted():
    required = ["veterinary", "sanitary", "conformity"]

    verdict = verdict_on(paper(**JAPAN_ONLY), required=required)

    assert verdict == Verdict(Standing.NOT_YET, ("conformity", "veterinary"))


def test_two_kinds_open_a_market_that_asks_for_two():
    papers = [paper(), paper(kind="veterinary")]

    assert verdict_on(*papers, required=["sanitary", "veterinary"]).may_sell


def test_lapsed_certificate_of_a_kind_nobody_asks_for_is_no_lapse():
    papers = [paper(kind="conformity", expires=TODAY - DAY)]

    assert verdict_on(*papers).standing is Standing.NOT_YET


def test_renewed_certificate_opens_the_market_again():
    assert verdict_on(paper(expires=TODAY - DAY), paper(issued=TODAY)).may_sell


def test_certificates_may_come_from_a_generator():
    papers = [paper(expires=TODAY - DAY), paper(kind="veterinary")]

    verdict = judge(
        required=["sanitary"], certificates=(p for p in papers), market="jp", today=TODAY
    )

    assert verdict.standing is Standing.LAPSED


@given(st.lists(certificates, max_size=6), st.sampled_from(["uz", "jp", "intl"]))
def test_nothing_is_sold_on_a_certificate_that_does_not_hold(papers, market):
    required = {"sanitary", "veterinary"}
    good = {
        p.kind
        for p in papers
        if market in p.markets
        and p.is_verified
        and not (p.is_revoked or p.is_suspended)
        and p.issued <= TODAY <= (p.expires or TODAY)
    }

    verdict = verdict_on(*papers, market=market, required=required)

    assert verdict.may_sell == (required <= good)
    assert set(verdict.missing) == required - good


def test_last_good_day_is_the_first_end_among_those_that_hold():
    papers = [
        paper(expires=TODAY + 9 * DAY),
        paper(expires=TODAY + 3 * DAY),
        paper(expires=TODAY + DAY, is_revoked=True),
        paper(expires=TODAY - DAY),
        paper(expires=None),
    ]

    assert last_good_day(papers, TODAY) == TODAY + 3 * DAY


def test_last_good_day_is_today_where_a_certificate_begins_tomorrow():
    assert last_good_day([paper(), paper(issued=TODAY + DAY)], TODAY) == TODAY


@pytest.mark.parametrize(
    "papers",
    [
        [],
        [paper(expires=None)],
        [paper(issued=TODAY, expires=None)],
        [paper(issued=TODAY + DAY, is_suspended=True)],
    ],
)
def test_there_is_no_last_good_day_where_time_changes_nothing(papers):
    assert last_good_day(papers, TODAY) is None


@given(st.lists(certificates, max_size=6), st.integers(0, 6))
def test_verdict_stays_until_the_last_good_day(papers, ahead):
    later = TODAY + ahead * DAY
    limit = last_good_day(papers, TODAY)

    if limit is None or later <= limit:
        assert verdict_on(*papers, today=later).may_sell == verdict_on(*papers).may_sell


#: Good papers of Japan, each from some day near today on.
good_for_japan = st.builds(
    CertificateFacts,
    kind=st.just("sanitary"),
    issued=st.dates(TODAY - 3 * DAY, TODAY + 6 * DAY),
    expires=st.none() | st.dates(TODAY, TODAY + 7 * DAY),
    markets=st.just(frozenset({"jp"})),
)


@given(st.lists(good_for_japan, max_size=5), st.integers(0, 6))
def test_gate_closes_after_the_day_that_asking_each_day_would_tell(others, days_left):
    papers = [paper(expires=TODAY + days_left * DAY), *others]
    asked = {"required": ("sanitary",), "certificates": papers, "market": "jp"}

    closes = gate_closes_after(**asked, today=TODAY, until=TODAY + 5 * DAY)

    days = [TODAY + n * DAY for n in range(6)]
    shut_on_next = [day for day in days if not judge(**asked, today=day + DAY).may_sell]
    assert closes == min(shut_on_next, default=None)


@pytest.mark.parametrize(
    ("ends", "renewed_from", "closes"),
    [
        pytest.param(2, None, 2, id="ends"),
        pytest.param(2, 3, None, id="renewed the day after"),
        pytest.param(2, 4, 2, id="renewed a day too late"),
        pytest.param(5, None, 5, id="ends on the last day that is looked at"),
        pytest.param(6, None, None, id="ends later"),
        pytest.param(None, None, None, id="without end"),
    ],
)
def test_gate_closes_with_the_last_paper_that_follows_without_a_gap(ends, renewed_from, closes):
    papers = [paper(expires=ends and TODAY + ends * DAY)]
    if renewed_from:
        papers.append(paper(issued=TODAY + renewed_from * DAY))

    found = gate_closes_after(
        required=("sanitary",),
        certificates=papers,
        market="jp",
        today=TODAY,
        until=TODAY + 5 * DAY,
    )

    assert found == (closes and TODAY + closes * DAY)


@pytest.mark.parametrize(
    ("days_left", "due"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, None)],
)
def test_reminder_is_due_by_the_nearest_threshold(days_left, due):
    assert reminder_due(TODAY + days_left * DAY, TODAY) == due
