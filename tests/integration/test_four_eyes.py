"""Who entered a certificate is not the one who verifies it."""

import pytest
from django.test import Client
from django.utils import timezone

from factories.catalogue import make_product
from shop.accounts.models import User
from shop.certification.models import Certificate
from shop.rules.errors import FourEyes, IllegalTransition
from shop.services.certificate_stand import verify_certificate


def facts(paper, **changed) -> dict:
    return {
        "kind": paper.kind_id,
        "body": paper.body,
        "number": paper.number,
        "issued": paper.issued,
        "expires": paper.expires,
        "products": list(paper.products.values_list("pk", flat=True)),
        "markets": list(paper.markets.values_list("pk", flat=True)),
        **changed,
    }


def test_who_entered_a_certificate_is_told_who_may_verify_it(log_in):
    paper = make_product().certificates.first()
    log_in("Association managers")
    client = log_in("Certification officers")
    client.post("/admin/certificates/new/", facts(paper, number="DEMO-ENTERED"))
    entered = Certificate.objects.get(number="DEMO-ENTERED")

    page = client.get(f"/admin/certificates/inspect/{entered.pk}/").content.decode()
    answer = client.post(f"/admin/certificates/verify/{entered.pk}/", follow=True)

    entered.refresh_from_db()
    assert entered.entered_by.email == "certification@ovop.example"
    assert entered.verified_at is None
    assert f"/admin/certificates/verify/{entered.pk}/" not in page
    for text in (page, answer.content.decode()):
        assert "These may: association@ovop.example." in text


def test_somebody_else_verifies_what_was_entered(log_in):
    paper = make_product().certificates.first()
    log_in("Certification officers").post(
        "/admin/certificates/new/", facts(paper, number="DEMO-ENTERED")
    )
    entered = Certificate.objects.get(number="DEMO-ENTERED")

    log_in("Association managers").post(f"/admin/certificates/verify/{entered.pk}/")

    entered.refresh_from_db()
    assert entered.verified_by.email == "association@ovop.example"


def test_who_last_changed_the_facts_cannot_verify_them(log_in):
    paper = make_product().certificates.first()
    client = log_in("Certification officers")
    client.post(f"/admin/certificates/edit/{paper.pk}/", facts(paper, body="Another body"))

    client.post(f"/admin/certificates/verify/{paper.pk}/")

    paper.refresh_from_db()
    assert (paper.body, paper.verified_at) == ("Another body", None)


def test_saving_without_a_change_makes_nobody_its_author(log_in):
    paper = make_product().certificates.first()

    log_in("Certification officers").post(f"/admin/certificates/edit/{paper.pk}/", facts(paper))

    paper.refresh_from_db()
    assert paper.entered_by is None
    assert paper.verified_at is not None


def test_superuser_is_refused_like_everybody(site_tree):
    root = User.objects.create_superuser("root@ovop.example")
    paper = make_product().certificates.first()
    Certificate.objects.filter(pk=paper.pk).update(verified_at=None, entered_by=root)
    client = Client()
    client.force_login(root)

    page = client.post(
        f"/admin/certificates/verify/{paper.pk}/",
        headers={"Sec-Fetch-Site": "same-origin"},
        follow=True,
    ).content.decode()

    paper.refresh_from_db()
    assert paper.verified_at is None
    assert "administrators too" in page
    assert "ask for a second officer" in page


def test_certificate_of_nobody_known_is_verified_by_anybody(db):
    officer = User.objects.create_user("officer@ovop.example")
    paper = make_product().certificates.first()
    Certificate.objects.filter(pk=paper.pk).update(verified_at=None)

    verify_certificate(certificate_id=paper.pk, by=officer, now=timezone.now())

    paper.refresh_from_db()
    assert paper.verified_by == officer


def test_second_to_verify_is_told_that_it_stands(db):
    author, first, second = (User.objects.create_user(f"{n}@ovop.example") for n in "abc")
    paper = make_product().certificates.first()
    Certificate.objects.filter(pk=paper.pk).update(verified_at=None, entered_by=author)
    with pytest.raises(FourEyes):
        verify_certificate(certificate_id=paper.pk, by=author, now=timezone.now())

    verify_certificate(certificate_id=paper.pk, by=first, now=timezone.now())
    with pytest.raises(IllegalTransition):
        verify_certificate(certificate_id=paper.pk, by=second, now=timezone.now())

    paper.refresh_from_db()
    assert paper.verified_by == first


def test_administrators_cannot_verify_what_they_entered_either(log_in):
    paper = make_product().certificates.first()
    client = log_in("Administrators")
    client.post("/admin/certificates/new/", facts(paper, number="DEMO-OWN"))
    entered = Certificate.objects.get(number="DEMO-OWN")

    client.post(f"/admin/certificates/verify/{entered.pk}/")

    entered.refresh_from_db()
    assert entered.entered_by.email == "administrators@ovop.example"
    assert entered.verified_at is None
