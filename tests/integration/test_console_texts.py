"""What is untranslated, and how it is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page

from factories.catalogue import make_product
from factories.content import add_products, make_content
from producers.models import Producer
from shop.catalogue.models import FoodRecord, Product
from shop.certification.models import CertificateKind
from shop.console.translations.texts import TARGETS, counts_of_all, counts_of_pages
from shop.setup import ensure_trees


@pytest.fixture
def honey(db) -> Product:
    return make_product("Licorice honey", summary="Runny.")


def url_of(honey: Product) -> str:
    return f"/admin/texts/products/{honey.pk}/"


def fields_of(page) -> dict:
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_report_counts_what_each_language_lacks(log_in, honey):
    Product.objects.filter(pk=honey.pk).update(title_ru="Мёд", summary_ru="Жидкий.", title_ja="蜜")

    counts = counts_of_all()["products"]

    assert counts == {"total": 1, "ru": 0, "uz": 1, "ja": 1, "kaa": 1}


def test_texts_that_are_empty_in_english_are_missing_nowhere(honey):
    Product.objects.filter(pk=honey.pk).update(summary_en="", title_uz="Asal")

    assert counts_of_all()["products"]["uz"] == 0


def test_every_number_of_the_report_leads_to_as_many_records(log_in, honey):
    client = log_in("Translators")
    report = client.get("/admin/texts/")

    for row in filter(lambda row: row["code"], report.context["rows"]):
        for each in row["missing"]:
            page = client.get(f"/admin/texts/{row['code']}/?missing={each['language']}")
            assert page.context["page"].paginator.count == each["count"], row["code"]


def test_report_and_lists_cost_few_queries_whatever_the_catalogue(log_in, site_tree):
    client = log_in("Translators")
    make_content(site_tree)
    add_products(300)

    for url in ("/admin/texts/", "/admin/texts/products/", "/admin/texts/food/?missing=ru"):
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        assert len(captured) <= 25, url


def test_texts_of_all_languages_are_saved_from_one_form(log_in, honey):
    client = log_in("Translators")
    form = fields_of(client.get(url_of(honey)))

    answer = client.post(url_of(honey), form | {"title_ru": "Мёд", "title_en": "Honey"})

    assert answer.status_code == 302
    honey.refresh_from_db()
    assert (honey.title_ru, honey.title_en) == ("Мёд", "Honey")
    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM catalogue_product WHERE id = %s", [honey.pk])
        assert cursor.fetchone() == ("Honey",)


def test_later_of_two_writers_is_told_and_overwrites_nothing(log_in, honey):
    client = log_in("Translators")
    form = fields_of(client.get(url_of(honey)))
    Product.objects.filter(pk=honey.pk).update(title_ru="Мёд солодки")

    answer = client.post(url_of(honey), form | {"title_ru": "Мёд", "title_ja": "蜂蜜"})

    honey.refresh_from_db()
    html = answer.content.decode()
    assert answer.status_code == 422
    assert (honey.title_ru, honey.title_ja) == ("Мёд солодки", None)
    assert "Now it says: Мёд солодки" in html
    assert "蜂蜜" in html

    again = fields_of(answer)
    assert client.post(url_of(honey), again).status_code == 302
    honey.refresh_from_db()
    assert (honey.title_ru, honey.title_ja) == ("Мёд", "蜂蜜")


def test_too_long_and_empty_texts_are_explained_beside_the_field(log_in, honey):
    client = log_in("Translators")
    url = f"/admin/texts/producers/{honey.producer_id}/"
    form = fields_of(client.get(url))

    answer = client.post(url, form | {"craft_ja": "蜂" * 81, "name_en": ""})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"craft_ja", "name_en"}
    assert "蜂" * 81 in answer.content.decode()


def test_ingredients_are_translated_line_by_line_and_the_recipe_is_not_changed_here(log_in, honey):
    record = FoodRecord.objects.get(product=honey)
    FoodRecord.objects.filter(pk=record.pk).update(ingredients_en=["honey", "salt"])
    client = log_in("Translators")
    url = f"/admin/texts/food/{record.pk}/"
    form = fields_of(client.get(url))

    refused = client.post(url, form | {"ingredients_ru": "мёд"})
    taken = client.post(
        url, form | {"ingredients_ru": "мёд\n\n соль ", "ingredients_en": "arsenic"}
    )

    record.refresh_from_db()
    assert "ingredients_ru" in refused.context["form"].errors
    assert taken.status_code == 302
    assert record.ingredients_ru == ["мёд", "соль"]
    assert record.ingredients_en == ["honey", "salt"]


def test_page_that_is_shown_in_uzbek_is_still_missing_in_karakalpak(site_tree):
    uzbek = Locale.objects.create(language_code="uz")
    site_tree.journal.copy_for_translation(uzbek, copy_parents=True)
    list(ensure_trees())

    missing = counts_of_pages()

    assert missing["kaa"] == missing["total"]
    assert missing["uz"] == missing["total"] - 1


def test_translation_of_a_page_is_begun_with_one_press(log_in, site_tree):
    list(ensure_trees())
    client = log_in("Translators")
    page = Page.objects.get(alias_of__isnull=False, locale__language_code="ru", slug="journal")

    answer = client.post(f"/admin/texts/pages/{page.pk}/begin/")

    page.refresh_from_db()
    assert answer.url == f"/admin/pages/{page.pk}/edit/"
    assert page.alias_of is None
    assert client.get(answer.url).status_code == 200


def test_packers_may_not_begin_a_translation(log_in, site_tree):
    list(ensure_trees())
    page = Page.objects.filter(alias_of__isnull=False).first()

    answer = log_in("Fulfilment officers").post(f"/admin/texts/pages/{page.pk}/begin/")

    page.refresh_from_db()
    assert answer.status_code in (302, 403)
    assert page.alias_of is not None


def test_unknown_kinds_records_and_languages_are_answered_kindly(log_in, honey):
    client = log_in("Translators")

    for url in ("/admin/texts/nothing/", "/admin/texts/products/999999/"):
        assert client.get(url, follow=True).status_code == 404
    assert client.get("/admin/texts/products/?missing=xx&p=zz").status_code == 200


def test_staff_read_english_whatever_their_browser_wants(log_in, honey):
    client = log_in("Translators")

    html = client.get("/admin/texts/", headers={"accept-language": "ru"}).content.decode()

    assert "What is untranslated" in html
    assert TARGETS == ["ru", "uz", "ja", "kaa"]


@pytest.mark.parametrize(
    ("url", "model", "field", "text"),
    [
        ("/admin/producer-records/", Producer, "name", "Saule B."),
        ("/admin/producer-records/", Producer, "craft", "Thistle honey"),
        ("/admin/certificate-kinds/", CertificateKind, "name", "Health certificate"),
    ],
)
def test_ordinary_form_changes_the_english_text_and_no_other(
    client, honey, django_user_model, url, model, field, text
):
    client.force_login(django_user_model.objects.create_superuser("boss@ovop.example", "secret"))
    record = model.objects.first()
    model.objects.filter(pk=record.pk).update(**{f"{field}_ru": "По-русски"})
    page = client.get(f"{url}edit/{record.pk}/")

    answer = client.post(f"{url}edit/{record.pk}/", posted(page) | {field: text})

    record.refresh_from_db()
    assert answer.status_code == 302
    assert (getattr(record, field), getattr(record, f"{field}_en")) == (text, text)
    assert getattr(record, f"{field}_ru") == "По-русски"


def posted(page) -> dict:
    """Give what a browser sends of an untouched form: no empty boxes."""
    return {name: value for name, value in fields_of(page).items() if value not in (None, False)}
