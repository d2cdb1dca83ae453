"""Certificates: their standing is changed by buttons, and the gate follows at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from factories.catalogue import make_product
from shop.certification.models import Certificate
from shop.console.home.tasks import tasks_of
from shop.console.papers import PaperState, in_state, paper_state
from shop.markets.models import Market
from shop.rules.sale import SaleState
from shop.selectors import sale_facts


def sale_state(product) -> SaleState:
    market = Market.objects.get(code="uz")
    return sale_facts([product], market=market, now=timezone.now())[product.pk].state


def test_verifying_puts_the_product_on_sale_and_names_the_officer(log_in):
    product = make_product()
    product.certificates.update(verified_at=None)
    client = log_in("Certification officers")
    before = sale_state(product)

    for paper in product.certificates.all():
        client.post(f"/admin/certificates/verify/{paper.pk}/")

    assert before is SaleState.NOT_CERTIFIED
    assert sale_state(product) is SaleState.ON_SALE
    assert {paper.verified_by.email for paper in product.certificates.all()} == {
        "certification@ovop.example"
    }


def test_verifying_ends_a_suspension(log_in):
    product = make_product()
    product.certificates.update(suspended_at=timezone.now())
    client = log_in("Certification officers")

    for paper in product.certificates.all():
        client.post(f"/admin/certificates/verify/{paper.pk}/")

    assert sale_state(product) is SaleState.ON_SALE


def test_revoking_takes_the_product_off_sale_and_keeps_the_reason(log_in):
    product = make_product()
    paper = product.certificates.first()
    client = log_in("Certification officers")

    page = client.post(
        f"/admin/certificates/revoke/{paper.pk}/", {"reason": "Withdrawn by its body"}, follow=True
    )

    paper.refresh_from_db()
    assert sale_state(product) is SaleState.CERTIFICATE_LAPSED
    assert paper.revoked_reason == "Withdrawn by its body"
    assert "off sale" in page.content.decode()


def test_revoking_without_a_reason_changes_nothing(log_in):
    product = make_product()
    paper = product.certificates.first()
    client = log_in("Certification officers")

    page = client.post(f"/admin/certificates/revoke/{paper.pk}/", {"reason": " "}, follow=True)

    assert "Say why" in page.content.decode()
    assert sale_state(product) is SaleState.ON_SALE


def test_second_click_is_told_and_changes_nothing(log_in):
    paper = make_product().certificates.first()
    client = log_in("Certification officers")
    client.post(f"/admin/certificates/revoke/{paper.pk}/", {"reason": "First"})

    again = client.post(
        f"/admin/certificates/revoke/{paper.pk}/", {"reason": "Second"}, follow=True
    )
    verified = client.post(f"/admin/certificates/verify/{paper.pk}/", follow=True)

    paper.refresh_from_db()
    assert "Nothing was changed" in again.content.decode()
    assert "Nothing was changed" in verified.content.decode()
    assert paper.revoked_reason == "First"


def test_reinstated_certificate_counts_only_once_verified_anew(log_in):
    product = make_product()
    paper = product.certificates.first()
    client = log_in("Certification officers")
    client.post(f"/admin/certificates/revoke/{paper.pk}/", {"reason": "Mistaken"})

    client.post(f"/admin/certificates/reinstate/{paper.pk}/")
    between = sale_state(product)
    client.post(f"/admin/certificates/verify/{paper.pk}/")

    assert not between.is_buyable
    assert sale_state(product) is SaleState.ON_SALE


def test_form_cannot_set_who_verified(log_in):
    product = make_product()
    paper = product.certificates.first()
    product.certificates.update(verified_at=None)
    client = log_in("Certification officers")

    page = client.post(
        f"/admin/certificates/edit/{paper.pk}/",
        {
            "kind": paper.kind_id,
            "body": "Other body",
            "number": paper.number,
            "issued": paper.issued,
            "expires": paper.expires,
            "products": [product.pk],
            "markets": list(paper.markets.values_list("pk", flat=True)),
            "verified_at": "2020-01-01 00:00",
        },
    )

    paper.refresh_from_db()
    assert page.status_code == 302
    assert (paper.body, paper.verified_at) == ("Other body", None)


@pytest.mark.parametrize("action", ["verify", "revoke", "reinstate"])
def test_who_may_only_look_changes_no_standing(log_in, action):
    product = make_product()
    paper = product.certificates.first()
    client = log_in("Fulfilment officers")

    client.post(f"/admin/certificates/{action}/{paper.pk}/", {"reason": "No"})
    page = client.get(f"/admin/certificates/inspect/{paper.pk}/").content.decode()

    paper.refresh_from_db()
    assert paper.revoked_at is None
    assert f"/admin/certificates/{action}/" not in page
    assert client.get(f"/admin/certificates/{action}/{paper.pk}/").status_code == 405


def test_each_certificate_is_found_under_the_state_it_shows(db):
    today = timezone.localdate()
    ends = [None, *(today + timedelta(days=days) for days in (-1, 0, 90, 91))]
    kind = make_product().certificates.first().kind
    for number in range(len(ends) * 8):
        revoked, suspended, verified = number & 1, number & 2, number & 4
        Certificate.objects.create(
            kind=kind,
            body="Body",
            number=f"DEMO-STATE-{number}",
            issued=today - timedelta(days=9),
            expires=ends[number // 8],
            revoked_at=timezone.now() if revoked else None,
            suspended_at=timezone.now() if suspended else None,
            verified_at=timezone.now() if verified else None,
        )

    shown = {state: set() for state in PaperState}
    for paper in Certificate.objects.all():
        shown[paper_state(paper, today)].add(paper.pk)
    found = {
        state: set(in_state(Certificate.objects.all(), state, today).values_list("pk", flat=True))
        for state in PaperState
    }

    assert all(shown.values())
    assert found == shown


def test_home_panel_counts_what_its_link_lists(log_in):
    today = timezone.localdate()
    make_product("Ending honey", expires=today + timedelta(days=20))
    make_product("Lasting honey", expires=today + timedelta(days=400))
    client = log_in("Certification officers")

    home = client.get("/admin/").content.decode()
    page = client.get("/admin/certificates/?state=renew").content.decode()

    ending = Certificate.objects.filter(products__title="Ending honey").count()
    assert f'href="/admin/certificates/?state=renew"><strong>{ending}</strong>' in home
    assert "Ending honey" in page
    assert "Lasting honey" not in page


def test_list_costs_the_same_however_many_there_are(log_in):
    client = log_in("Certification officers")
    make_product()
    client.get("/admin/certificates/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/certificates/").status_code == 200
        return len(queries)

    few = cost()
    for number in range(9):
        make_product(f"Honey {number}")

    assert cost() == few


def test_list_tells_the_last_day_of_a_certificate(log_in):
    last = timezone.localdate() + timedelta(days=300)
    make_product(expires=last)

    page = log_in("Certification officers").get("/admin/certificates/").content.decode()

    assert date_format(last) in page


def edit_form(client, paper) -> dict:
    form = client.get(f"/admin/certificates/edit/{paper.pk}/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def test_changed_paper_counts_again_only_once_verified_anew(log_in):
    product = make_product()
    paper = product.certificates.first()
    client = log_in("Certification officers")
    later = paper.expires + timedelta(days=365)

    client.post(
        f"/admin/certificates/edit/{paper.pk}/", edit_form(client, paper) | {"expires": later}
    )

    paper.refresh_from_db()
    assert (paper.expires, paper.verified_at, paper.verified_by) == (later, None, None)
    assert sale_state(product) is SaleState.NOT_CERTIFIED


def test_paper_saved_as_it_was_stays_verified(log_in):
    product = make_product()
    paper = product.certificates.first()
    client = log_in("Certification officers")

    client.post(f"/admin/certificates/edit/{paper.pk}/", edit_form(client, paper))

    paper.refresh_from_db()
    assert paper.verified_at is not None
    assert sale_state(product) is SaleState.ON_SALE


def test_home_panel_counts_by_days_what_each_link_lists(log_in):
    today = timezone.localdate()
    for days in (-1, 0, 7, 8, 30, 31, 90, 91):
        make_product(f"Ends after {days}.", expires=today + timedelta(days=days))
    make_product("Revoked honey", expires=today)
    Certificate.objects.filter(products__title="Revoked honey").update(revoked_at=timezone.now())
    client = log_in("Certification officers")
    each = Certificate.objects.filter(products__title="Ends after 0.").count()

    tasks = tasks_of(client.get("/admin/").wsgi_request.user, timezone.now())
    counted = {task.url: task.count for task in tasks}

    for within, expected in ((90, (0, 7, 8, 30, 31, 90)), (30, (0, 7, 8, 30)), (7, (0, 7))):
        url = f"/admin/certificates/?state=within-{within}"
        listed = {
            title
            for paper in client.get(url).context["object_list"]
            for title in paper.products.values_list("title", flat=True)
        }
        assert listed == {f"Ends after {days}." for days in expected}
        assert counted[url] == each * len(expected)


def test_home_panel_tells_nothing_of_certificates_to_who_may_not_see_them(log_in):
    page = log_in("Editors").get("/admin/").content.decode()

    assert "/admin/certificates/" not in page
