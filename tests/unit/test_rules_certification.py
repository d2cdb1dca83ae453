"""The gate, by table: market × state of the certificate × date."""

from datetime import date, timedelta

import pytest

from shop.rules.certification import CertificateFacts, Standing, judge, last_good_day

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
GOOD = {
    "kind": "sanitary",
    "issued": TODAY - 100 * DAY,
    "expires": TODAY + 100 * DAY,
    "markets": frozenset({"uz", "jp"}),
}


def paper(**changes) -> CertificateFacts:
    return CertificateFacts(**(GOOD | changes))


def standing(*papers: CertificateFacts, market: str = "jp", required=("sanitary",)) -> Standing:
    return judge(required=required, certificates=papers, market=market, today=TODAY).standing


@pytest.mark.parametrize(
    ("changes", "market", "expected"),
    [
        ({}, "jp", Standing.CERTIFIED),
        ({}, "uz", Standing.CERTIFIED),
        ({}, "intl", Standing.NOT_HERE),
        ({"issued": TODAY}, "jp", Standing.CERTIFIED),
        ({"issued": TODAY + DAY}, "jp", Standing.NOT_YET),
        ({"expires": TODAY}, "jp", Standing.CERTIFIED),
        ({"expires": TODAY - DAY}, "jp", Standing.LAPSED),
        ({"expires": TODAY - DAY}, "intl", Standing.NOT_YET),
        ({"expires": None}, "jp", Standing.CERTIFIED),
        ({"is_verified": False}, "jp", Standing.NOT_YET),
        ({"is_verified": False, "expires": TODAY - DAY}, "jp", Standing.NOT_YET),
        ({"is_revoked": True}, "jp", Standing.LAPSED),
        ({"is_suspended": True}, "jp", Standing.LAPSED),
        ({"kind": "conformity"}, "jp", Standing.NOT_HERE),
        ({"kind": "conformity", "markets": frozenset({"jp"})}, "jp", Standing.NOT_YET),
    ],
)
def test_standing_of_one_certificate(changes, market, expected):
    assert standing(paper(**changes), market=market) is expected


def test_market_that_asks_for_nothing_is_open():
    assert standing(required=()) is Standing.CERTIFIED


def test_no_certificate_at_all_is_not_yet():
    assert standing() is Standing.NOT_YET


def test_every_required_kind_must_hold():
    verdict = judge(
        required=["veterinary", "sanitary"], certificates=[paper()], market="jp", today=TODAY
    )

    assert not verdict.may_sell
    assert verdict.missing == ("veterinary",)


def test_renewed_certificate_opens_the_market_again():
    assert standing(paper(expires=TODAY - DAY), paper(issued=TODAY)) is Standing.CERTIFIED


def test_verdict_of_a_certified_product_names_nothing():
    verdict = judge(required=["sanitary"], certificates=[paper()], market="jp", today=TODAY)

    assert verdict.may_sell
    assert verdict.missing == ()


def test_last_good_day_is_the_first_end_among_those_that_hold():
    papers = [
        paper(expires=TODAY + 9 * DAY),
        paper(expires=TODAY + 3 * DAY),
        paper(expires=TODAY - DAY),
        paper(expires=None),
    ]

    assert last_good_day(papers, TODAY) == TODAY + 3 * DAY
    assert last_good_day([paper(expires=None)], TODAY) is None
