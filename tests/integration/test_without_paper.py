"""What goes off sale without a certificate is known before it is gone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories.catalogue import give_certificates, make_producer, make_product
from factories.content import make_sizes
from shop.certification.models import Certificate
from shop.console.without_paper import losses_without
from shop.markets.models import Market
from shop.selectors import sale_facts


def named(losses) -> dict[str, set[str]]:
    return {loss.product.get_title(): {m.code for m in loss.markets} for loss in losses}


def on_sale(product, now) -> set[str]:
    return {
        market.code
        for market in Market.objects.all()
        if sale_facts([product], market=market, now=now)[product.pk].verdict.may_sell
    }


@pytest.mark.parametrize("position", [0, 1])
def test_what_was_foretold_is_what_goes_off_sale(db, position):
    product = make_product()
    paper = product.certificates.order_by("pk")[position]
    now = timezone.now()
    before = on_sale(product, now)

    foretold = named(losses_without(paper, now=now).if_revoked)
    Certificate.objects.filter(pk=paper.pk).update(revoked_at=now, revoked_reason="Test")

    lost = before - on_sale(product, now)
    assert foretold == ({product.title: lost} if lost else {})
    assert "uz" in lost


def test_sizes_go_with_their_parent(db):
    parent = make_sizes("Thistle honey", make_producer())

    losses = losses_without(parent.certificates.first(), now=timezone.now())

    assert {"Thistle honey, 125 g", "Thistle honey, 500 g"} <= set(named(losses.if_revoked))


def test_renewal_saves_from_the_end_though_not_from_a_revocation(db):
    last = timezone.localdate() + timedelta(days=30)
    product = make_product(expires=last)
    paper = product.certificates.first()
    now = timezone.now()
    unrenewed = losses_without(paper, now=now)
    for renewal in give_certificates(product, ("uz", "jp", "intl")):
        renewal.issued = last + timedelta(days=1)
        renewal.save()

    renewed = losses_without(paper, now=now)
    day_after = losses_without(paper, now=now + timedelta(days=33))

    assert named(day_after.since_lapsed) == {}
    assert named(unrenewed.when_lapsed) == named(unrenewed.if_revoked) != {}
    assert named(renewed.when_lapsed) == {}
    assert named(renewed.if_revoked) == named(unrenewed.if_revoked)


def test_what_goes_off_sale_at_the_end_is_told_ever_after(db):
    last = timezone.localdate() + timedelta(days=30)
    product = make_product(expires=last)
    paper = product.certificates.first()
    now = timezone.now()

    before, after = (losses_without(paper, now=now + timedelta(days=d)) for d in (0, 33))

    assert named(after.since_lapsed) == named(before.when_lapsed) != {}
    assert (before.since_lapsed, after.when_lapsed, after.if_revoked) == ((), (), ())


def test_page_of_what_has_ended_tells_what_is_off_sale(log_in):
    product = make_product("Licorice honey")
    product.certificates.update(expires=timezone.localdate() - timedelta(days=2))
    paper = product.certificates.first()

    page = log_in("Certification officers").get(f"/admin/certificates/inspect/{paper.pk}/")

    text = page.content.decode()
    assert "This is off sale, until a renewal is verified:" in text
    assert f"/admin/coverage/{product.pk}/uz/" in text
    assert "nothing is sold by this certificate alone" not in text


def test_page_gives_hours_as_the_clock_on_the_wall_and_no_word_for_what_is_not(log_in):
    paper = make_product().certificates.first()
    Certificate.objects.filter(pk=paper.pk).update(
        verified_at=datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    )

    page = log_in("Certification officers").get(f"/admin/certificates/inspect/{paper.pk}/")

    text = page.content.decode()
    assert "March 2, 2026, 1:30 a.m." in text
    assert re.search(r"<dd>\s*–", text)
    assert not re.search(r"<dd>\s*None", text)


def test_certificate_that_does_not_count_takes_nothing_with_it(db):
    product = make_product()
    product.certificates.update(verified_at=None)

    losses = losses_without(product.certificates.first(), now=timezone.now())

    assert (losses.if_revoked, losses.when_lapsed) == ((), ())


def test_page_tells_it_before_the_button_is_pressed(log_in):
    product = make_product("Licorice honey")
    paper = product.certificates.first()

    page = log_in("Certification officers").get(f"/admin/certificates/inspect/{paper.pk}/")

    text = page.content.decode()
    assert "This goes off sale at once:" in text
    assert text.index("This goes off sale at once:") < text.index("/admin/certificates/revoke/")
    assert f"/admin/coverage/{product.pk}/uz/" in text


def test_asking_costs_three_queries_however_much_is_covered(db):
    paper = make_product().certificates.first()
    for number in range(20):
        paper.products.add(make_product(f"Honey {number}"))
    now = timezone.now()

    with CaptureQueriesContext(connection) as queries:
        losses = losses_without(paper, now=now)

    assert len(queries) == 3
    assert losses.if_revoked
