"""The food record's form, and what a new recipe does to the certificates."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.log_actions import registry
from wagtail.users.models import UserProfile

from factories.catalogue import NUTRITION, give_certificates, make_product
from shop.accounts.models import User
from shop.catalogue.models import FoodRecord, Product
from shop.certification.models import Certificate
from shop.markets.models import Market
from shop.rules.errors import ChangedMeanwhile
from shop.rules.sale import SaleState
from shop.selectors import sale_facts
from shop.services.certificate_stand import verify_certificate
from shop.services.food_record_save import add_food_record, save_food_record

MANAGER = "Association managers"


def form_of(record: FoodRecord, **changes) -> dict:
    """Give what the form of a record sends when nothing is touched, with `changes`."""
    data = {
        "product": record.product_id,
        "seen": record.version,
        "ingredients": "\n".join(record.ingredients),
        "allergens": record.allergens,
        "may_contain": record.may_contain,
        "storage": record.storage,
        "shelf_life_days": record.shelf_life_days,
        "origin_country": record.origin_country_id,
        "hs_code": record.hs_code,
        **{f"nutrition_{code}": amount for code, amount in record.nutrition.items()},
        **{name: "on" for name in ("has_no_allergens", "contains_honey") if getattr(record, name)},
    }
    return {name: value for name, value in (data | changes).items() if value is not None}


def url_of(record: FoodRecord) -> str:
    return f"/admin/food-records/edit/{record.pk}/"


def state_of(product) -> SaleState:
    market = Market.objects.get(code="uz")
    product = Product.objects.get(pk=product.pk)
    return sale_facts([product], market=market, now=timezone.now())[product.pk].state


def suspended(record: FoodRecord) -> set[bool]:
    return {bool(paper.suspended_at) for paper in record.product.certificates.all()}


@pytest.fixture
def record(db) -> FoodRecord:
    record = make_product().food
    FoodRecord.objects.update(
        ingredients=["Honey", "sesame seeds"],
        allergens=["sesame", "milk"],
        may_contain=["walnut"],
        has_no_allergens=False,
    )
    record.refresh_from_db()
    return record


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


def test_saving_the_same_again_writes_nothing(log_in, record):
    client = log_in(MANAGER)
    before = FoodRecord.objects.values().get()

    client.post(url_of(record), form_of(record))

    assert FoodRecord.objects.values().get() == before


def test_each_change_goes_up_by_one_version(log_in, record):
    client = log_in(MANAGER)

    client.post(url_of(record), form_of(record, storage="Cool."))

    record.refresh_from_db()
    assert (record.version, record.storage) == (2, "Cool.")


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


def test_later_of_two_is_told_and_overwrites_nothing(log_in, record):
    client = log_in(MANAGER)
    first, second = form_of(record, storage="In the dark."), form_of(record, ingredients="Salt")

    client.post(url_of(record), first)
    answer = client.post(url_of(record), second)
    once_more = client.post(url_of(record), second)

    record.refresh_from_db()
    for page in (answer, once_more):
        assert page.status_code == 200
        assert "Somebody else has changed this record" in page.content.decode()
        assert "Salt" in page.content.decode()
    assert (record.storage, record.ingredients) == ("In the dark.", ["Honey", "sesame seeds"])
    assert suspended(record) == {False}


def test_service_refuses_what_was_made_from_an_older_version(record):
    mine, theirs = FoodRecord.objects.get(), FoodRecord.objects.get()
    theirs.storage = "In the dark."
    save_food_record(record=theirs, seen=1, by=None, now=timezone.now())
    mine.ingredients = ["salt"]

    with pytest.raises(ChangedMeanwhile):
        save_food_record(record=mine, seen=1, by=None, now=timezone.now())

    record.refresh_from_db()
    assert (record.storage, record.ingredients) == ("In the dark.", ["Honey", "sesame seeds"])
    assert suspended(record) == {False}


def test_second_record_of_a_product_is_refused(record):
    with pytest.raises(ChangedMeanwhile):
        add_food_record(record=FoodRecord(product=record.product))

    assert FoodRecord.objects.count() == 1


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


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"hs_code": "0409.0"}, "hs_code", "six digits"),
        ({"hs_code": "honey!"}, "hs_code", "six digits"),
        ({"allergens": ["love"]}, "allergens", "not one of the available choices"),
        ({"may_contain": ["nitrogen"]}, "may_contain", "not one of the available choices"),
        ({"has_no_allergens": "on"}, "has_no_allergens", "Allergens are ticked above"),
        ({"may_contain": ["milk"]}, "may_contain", "not a trace: milk"),
        ({"nutrition_fat": "a lot"}, "nutrition_fat", "Enter a number"),
        ({"nutrition_fat": "-1"}, "nutrition_fat", "greater than or equal to 0"),
        ({"nutrition_salt": "101"}, "nutrition_salt", "less than or equal to 100"),
        ({"nutrition_salt": "NaN"}, "nutrition_salt", "Enter a number"),
        ({"nutrition_salt": "1e400"}, "nutrition_salt", "less than or equal to 100"),
        ({"nutrition_sugars": "90"}, "nutrition_sugars", "part of the amount before it"),
        ({"nutrition_protein": "90"}, "nutrition_salt", "more than 100 g"),
        ({"nutrition_energy_kcal": "3"}, "nutrition_energy_kcal", "does not agree"),
        ({"shelf_life_days": "-3"}, "shelf_life_days", "greater than or equal to 0"),
        ({"origin_country": "ZZ"}, "origin_country", "not one of the available choices"),
        ({"storage": "x" * 301}, "storage", "at most 300"),
        ({"contains_honey": None}, "contains_honey", "Honey stands among the ingredients"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(log_in, record, changes, field, words):
    client = log_in(MANAGER)
    before = FoodRecord.objects.values().get()

    page = client.post(
        url_of(record), form_of(record, **changes, ingredients="Honey\nfelt from afar")
    )

    assert page.status_code == 200
    assert words in " ".join(page.context["form"].errors[field])
    assert words in page.content.decode()
    assert "felt from afar" in page.content.decode()
    assert FoodRecord.objects.values().get() == before


def test_honey_is_suggested_once_and_the_person_decides(log_in, record):
    client = log_in(MANAGER)

    asked = client.post(url_of(record), form_of(record, contains_honey=None))
    form = asked.context["form"]
    decided = client.post(url_of(record), form_of(record, contains_honey=None, asked_of_honey="on"))

    assert form["contains_honey"].value()
    assert form["asked_of_honey"].value()
    assert decided.status_code == 302
    record.refresh_from_db()
    assert record.contains_honey is False


def test_amounts_are_kept_as_numbers_and_an_empty_one_is_left_out(log_in, record):
    client = log_in(MANAGER)

    client.post(
        url_of(record),
        form_of(record, nutrition_salt="0,25", nutrition_sugars="", hs_code="1704 90"),
    )

    record.refresh_from_db()
    assert record.nutrition == {
        **{code: NUTRITION[code] for code in NUTRITION if code != "sugars"},
        "salt": 0.25,
    }
    assert record.hs_code == "170490"


def test_form_says_for_which_markets_the_label_is_complete(log_in, record):
    FoodRecord.objects.update(hs_code="", nutrition={**NUTRITION, "sugars": None})
    client = log_in(MANAGER)

    page = client.get(url_of(record)).content.decode()
    listed = client.get("/admin/food-records/").content.decode()

    assert "Label for Uzbekistan: complete." in page
    assert "Label for Japan: lacks the customs code. Not on sale there." in page
    assert "Label for International: lacks the customs code, the nutrition values." in page
    assert "Japan: the customs code; International: the customs code, the nutrition" in listed
    assert "usually 0409.00" in page


def test_form_counts_the_weight_of_every_size(log_in, record):
    make_product("Small", parent=record.product, prices={}, net_weight_g=None)
    make_product("Large", parent=record.product, prices={})
    Product.objects.filter(pk=record.product_id).update(structure=Product.PARENT)

    page = log_in(MANAGER).get(url_of(record)).content.decode()

    assert "Label for Uzbekistan: lacks the net weight." in page


def test_list_costs_the_same_however_many_records(log_in, record):
    client = log_in(MANAGER)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/admin/food-records/")
        return len(captured)

    cost()
    few = cost()
    for number in range(5):
        product = make_product(f"Honey {number}")
        make_product("Size", parent=product, prices={})
        Product.objects.filter(pk=product.pk).update(structure=Product.PARENT)

    assert cost() == few


def test_new_record_is_made_for_a_food_without_one(log_in, record):
    food = make_product("Jida", kind="dried_fruit")
    make_product("Camel", kind="toy")
    FoodRecord.objects.filter(product=food).delete()
    client = log_in(MANAGER)

    page = client.get("/admin/food-records/new/")
    offered = list(page.context["form"].fields["product"].queryset)
    answer = client.post(
        "/admin/food-records/new/",
        form_of(record, product=food.pk, ingredients="jida", contains_honey=None),
    )

    assert offered == [food]
    assert answer.status_code == 302
    assert FoodRecord.objects.get(product=food).ingredients == ["jida"]
    assert suspended(FoodRecord.objects.get(product=food)) == {False}


@pytest.mark.parametrize("which", ["toy", "has one", "size", "unknown"])
def test_new_record_is_refused_for_what_needs_none(log_in, record, which):
    size = make_product("Small", parent=record.product, prices={})
    products = {
        "toy": make_product("Camel", kind="toy").pk,
        "has one": record.product_id,
        "size": size.pk,
        "unknown": 10**9,
    }

    page = log_in(MANAGER).post(
        "/admin/food-records/new/", form_of(record, product=products[which])
    )

    assert page.status_code == 200
    assert "choose a food that has no record yet" in page.content.decode()
    assert FoodRecord.objects.count() == 1


def test_record_never_moves_to_another_product(log_in, record):
    other = make_product("Other")
    FoodRecord.objects.filter(product=other).delete()

    log_in(MANAGER).post(url_of(record), form_of(record, product=other.pk, storage="Cool."))

    record.refresh_from_db()
    assert record.product_id != other.pk
    assert record.storage == "Cool."


def test_nobody_deletes_a_record(client, site_tree, record):
    client.force_login(User.objects.create_superuser("root@ovop.example", "x"))

    answer = client.post(f"/admin/food-records/delete/{record.pk}/")
    page = client.get(url_of(record)).content.decode()

    assert answer.status_code == 302
    assert FoodRecord.objects.exists()
    assert "/admin/food-records/delete/" not in page


@pytest.mark.parametrize(
    "role", ["Editors", "Translators", "Fulfilment officers", "Certification officers"]
)
@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "history/{pk}/"])
def test_nobody_else_opens_the_form(log_in, record, role, path):
    client = log_in(role)
    url = f"/admin/food-records/{path.format(pk=record.pk)}"

    opened = client.get(url)
    sent = client.post(url, form_of(record, ingredients="Salt"))

    record.refresh_from_db()
    assert opened.status_code == sent.status_code == 302
    assert record.ingredients == ["Honey", "sesame seeds"]


def read_in(user_language: str) -> None:
    """Let everybody read the admin in a language."""
    for user in User.objects.all():
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": user_language}
        )


def test_recipe_is_written_in_the_first_language_whatever_the_admin_is_read_in(log_in, record):
    FoodRecord.objects.update(ingredients_ru=["мёд", "кунжут"], storage_ru="В темноте.")
    client = log_in(MANAGER)
    read_in("ru")

    shown = client.get(url_of(record)).context["form"]
    same = client.post(url_of(record), form_of(record))
    unchanged = FoodRecord.objects.rewrite(False).values().get()
    client.post(url_of(record), form_of(record, ingredients="Honey", storage="Cool."))

    changed = FoodRecord.objects.rewrite(False).values().get()
    assert shown["ingredients"].value() == "Honey\nsesame seeds"
    assert shown["storage"].value() == record.storage
    assert same.status_code == 302
    assert unchanged["version"] == 1
    for column in ("ingredients", "ingredients_en"):
        assert changed[column] == ["Honey"], column
    for column in ("storage", "storage_en"):
        assert changed[column] == "Cool.", column
    assert changed["ingredients_ru"] == ["мёд", "кунжут"]
    assert changed["storage_ru"] == "В темноте."
    assert suspended(record) == {True}


def test_translation_that_comes_while_a_record_is_saved_stays(record):
    mine = FoodRecord.objects.get()
    mine.hs_code = "170490"
    FoodRecord.objects.update(storage_ja="暗い所で。")

    save_food_record(record=mine, seen=1, by=None, now=timezone.now())

    record.refresh_from_db()
    assert (record.hs_code, record.storage_ja) == ("170490", "暗い所で。")
    assert suspended(record) == {False}


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_what_is_on_sale_does_not_hang_on_the_readers_language(record, language):
    FoodRecord.objects.update(ingredients_en=[], ingredients_ru=["мёд"])

    with translation.override(language):
        assert state_of(record.product) is SaleState.INCOMPLETE
