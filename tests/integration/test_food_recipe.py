"""A new recipe suspends the certificates until somebody confirms them; nothing else does."""

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.log_actions import registry

from factories.catalogue import give_certificates, make_product
from integration.food_form import (  # noqa: F401
    MANAGER,
    form_of,
    record,
    state_of,
    suspended,
    url_of,
)
from shop.accounts.models import User
from shop.catalogue.models import FoodRecord, Product
from shop.certification.models import Certificate
from shop.services.certificate_stand import verify_certificate
from shop.services.food_record_save import save_food_record

#: What the form sends, and whether that is another recipe.
CHANGES = [
    pytest.param({}, False, id="nothing"),
    pytest.param({"ingredients": " honey \n\nSESAME  seeds"}, False, id="spaces and case"),
    pytest.param({"ingredients": "sesame seeds\nHoney"}, True, id="order"),
    pytest.param({"ingredients": "Honey\nsesame seeds\nsalt"}, True, id="one more"),
    pytest.param({"ingredients": "Honey"}, True, id="one less"),
    pytest.param({"allergens": ["milk", "sesame"]}, False, id="order of allergens"),
    pytest.param({"allergens": ["sesame"]}, True, id="allergen less"),
    pytest.param({"may_contain": []}, True, id="no trace"),
    pytest.param({"may_contain": ["walnut", "almond"]}, True, id="trace more"),
    pytest.param({"storage": "Cool."}, False, id="storage"),
    pytest.param({"hs_code": "1704.90"}, False, id="customs code"),
    pytest.param({"nutrition_salt": "0,5"}, False, id="nutrition"),
]


@pytest.mark.parametrize(("changes", "is_new_recipe"), CHANGES)
def test_only_a_new_recipe_suspends_the_certificates(log_in, record, changes, is_new_recipe):
    client = log_in(MANAGER)

    answer = client.post(url_of(record), form_of(record, **changes))

    assert answer.status_code == 302, answer.context["form"].errors
    assert suspended(record) == {is_new_recipe}
    assert state_of(record.product).is_buyable is not is_new_recipe


def test_suspension_tells_who_when_and_why_and_stays_in_the_history(log_in, record):
    client = log_in(MANAGER)

    client.post(url_of(record), form_of(record, ingredients="Honey"))

    for paper in record.product.certificates.all():
        [entry] = registry.get_logs_for_instance(paper).filter(action="console.suspend_certificate")
        assert paper.suspended_by.email == entry.user.email == "association@ovop.example"
        assert paper.suspended_for == {
            "ingredients": {"was": ["Honey", "sesame seeds"], "is": ["Honey"]}
        }
        assert entry.data["change"] == paper.suspended_for
        assert paper.suspended_at


def test_certificates_of_sizes_are_suspended_too_and_revoked_ones_are_left(log_in, record):
    size = make_product("Small", parent=record.product, prices={})
    Product.objects.filter(pk=record.product_id).update(structure=Product.PARENT)
    size.product_class = record.product.product_class
    [of_size, *_] = give_certificates(size, ("uz",))
    other = make_product("Other honey").certificates.first()
    revoked = record.product.certificates.first()
    Certificate.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())

    log_in(MANAGER).post(url_of(record), form_of(record, ingredients="Honey"))

    assert {
        paper.pk: bool(paper.suspended_at)
        for paper in Certificate.objects.filter(pk__in=[of_size.pk, other.pk, revoked.pk])
    } == {of_size.pk: True, other.pk: False, revoked.pk: False}


def test_those_who_may_confirm_are_told(log_in, record, django_capture_on_commit_callbacks):
    log_in("Fulfilment officers")
    log_in("Certification officers")
    client = log_in(MANAGER)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url_of(record), form_of(record, ingredients="Honey"))

    assert {address for message in mail.outbox for address in message.to} == {
        "certification@ovop.example",
        "association@ovop.example",
    }
    assert mail.outbox[0].subject == f"Recipe changed: {record.product.title}"
    assert "Ingredients: Honey, sesame seeds → Honey" in mail.outbox[0].body
    assert "/admin/certificates/inspect/" in mail.outbox[0].body


def test_mail_that_cannot_be_sent_does_not_lose_the_change(
    log_in, record, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*args):
        raise OSError("no mail server")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    client = log_in(MANAGER)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url_of(record), form_of(record, ingredients="Honey"))

    assert answer.status_code == 302
    assert suspended(record) == {True}


def test_first_page_counts_what_waits_for_confirmation(log_in, record):
    log_in(MANAGER).post(url_of(record), form_of(record, ingredients="Honey"))

    page = log_in("Certification officers").get("/admin/").content.decode()
    listed = log_in("Certification officers").get("/admin/certificates/?state=suspended")

    assert "Certificates to confirm after a change of recipe" in page
    for paper in record.product.certificates.all():
        assert paper.number in listed.content.decode()


def test_officer_sees_the_change_and_confirms_it(log_in, record):
    log_in(MANAGER).post(url_of(record), form_of(record, ingredients="Honey"))
    client = log_in("Certification officers")

    for paper in record.product.certificates.all():
        page = client.get(f"/admin/certificates/inspect/{paper.pk}/").content.decode()
        client.post(
            f"/admin/certificates/verify/{paper.pk}/", {"seen": paper.suspended_at.isoformat()}
        )
        assert "Ingredients: Honey, sesame seeds → Honey" in page
        assert paper.suspended_at.isoformat() in page

    assert suspended(record) == {False}
    assert state_of(record.product).is_buyable
    assert {str(p.suspended_for) for p in record.product.certificates.all()} == {"{}"}


@pytest.mark.parametrize("role", ["Fulfilment officers", "Editors", "Translators"])
def test_nobody_else_confirms(log_in, record, role):
    log_in(MANAGER).post(url_of(record), form_of(record, ingredients="Honey"))
    client = log_in(role)

    for paper in record.product.certificates.all():
        client.post(f"/admin/certificates/verify/{paper.pk}/")

    assert suspended(record) == {True}


def test_who_looked_at_the_first_change_does_not_confirm_the_second(log_in, record):
    client = log_in(MANAGER)
    client.post(url_of(record), form_of(record, ingredients="Honey"))
    paper = record.product.certificates.first()
    record.refresh_from_db()
    client.post(url_of(record), form_of(record, ingredients="Honey\nsalt"))

    answer = client.post(
        f"/admin/certificates/verify/{paper.pk}/",
        {"seen": paper.suspended_at.isoformat()},
        follow=True,
    )

    assert "changed once more" in answer.content.decode()
    assert suspended(record) == {True}
    paper.refresh_from_db()
    assert paper.suspended_for["ingredients"] == {
        "was": ["Honey", "sesame seeds"],
        "is": ["Honey", "salt"],
    }


@pytest.mark.parametrize("seen", ["yesterday", "2026-02-30T10:00:00", "", "2026-02-03T10:00:00"])
def test_odd_moment_of_a_suspension_is_no_error(log_in, record, seen):
    client = log_in(MANAGER)
    client.post(url_of(record), form_of(record, ingredients="Honey"))
    paper = record.product.certificates.first()

    answer = client.post(f"/admin/certificates/verify/{paper.pk}/", {"seen": seen})

    assert answer.status_code == 302


def test_certificate_that_is_edited_keeps_a_suspension_that_came_meanwhile(log_in, record):
    from shop.console.certificates import CertificateViewSet

    paper = record.product.certificates.first()
    form_class = CertificateViewSet.edit_handler.bind_to_model(Certificate).get_form_class()
    opened = Certificate.objects.get(pk=paper.pk)
    form = form_class(
        {
            "kind": paper.kind_id,
            "body": "Another body",
            "number": paper.number,
            "issued": paper.issued,
            "expires": paper.expires,
            "products": [record.product_id],
            "markets": list(paper.markets.values_list("pk", flat=True)),
        },
        instance=opened,
    )
    assert form.is_valid(), form.errors
    log_in(MANAGER).post(url_of(record), form_of(record, ingredients="Honey"))

    form.save()

    paper.refresh_from_db()
    assert paper.body == "Another body"
    assert paper.verified_at is None
    assert paper.suspended_at is not None


def test_confirmed_certificate_is_suspended_by_the_next_change_again(record):
    officer = User.objects.create_user("officer@ovop.example")
    for ingredients in (["salt"], ["sugar"]):
        changed = FoodRecord.objects.get()
        changed.ingredients = ingredients
        save_food_record(record=changed, seen=changed.version, by=officer, now=timezone.now())
        for paper in record.product.certificates.all():
            assert paper.suspended_for["ingredients"]["is"] == ingredients
            verify_certificate(certificate_id=paper.pk, by=officer, now=timezone.now())

    assert suspended(record) == {False}
