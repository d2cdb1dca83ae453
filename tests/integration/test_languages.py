"""Each reader in their own language, or in the nearest that there is, and told so."""

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page

from factories.catalogue import make_product
from factories.content import make_content
from home.models import StandardPage
from shop.catalogue.models import Product
from shop.setup import ensure_trees

LANGUAGES = [code for code, _ in django_settings.LANGUAGES]
NOTICE = 'class="untranslated"'


@pytest.fixture
def trees(site_tree):
    site_tree.home.add_child(
        instance=StandardPage(title="Delivery", slug="delivery", lead="How parcels travel.")
    )
    list(ensure_trees())
    return site_tree


def translate(page: Page, language: str, **words) -> Page:
    """Make the stand-in of a page its translation, as a translator does."""
    version = page.get_translation(Locale.objects.get(language_code=language)).specific
    version.alias_of = None
    for name, text in words.items():
        setattr(version, name, text)
    version.save()
    return version


def delivery() -> StandardPage:
    return StandardPage.objects.get(locale__language_code="en", slug="delivery")


def read(url: str) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def alternates(html: str) -> dict[str, str]:
    return dict(
        re.findall(r'<link rel="alternate" hreflang="(\w+)" href="https?://[^/]+([^"]+)"', html)
    )


def test_every_page_stands_in_the_trees_of_all_languages(trees):
    pages = Page.objects.filter(depth__gt=1)

    assert pages.filter(alias_of=None).count() == 4
    assert pages.count() == 4 * len(LANGUAGES)
    assert list(ensure_trees()) == []
    assert pages.count() == 4 * len(LANGUAGES)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_untranslated_page_is_shown_in_another_language_and_says_so(trees, language):
    html = read(f"/{language}/delivery/")

    assert "How parcels travel." in html
    assert NOTICE in html
    assert f'<html lang="{language}">' in html
    assert '<header class="story-head" lang="en">' in html
    assert alternates(html) == {"en": "/en/delivery/"}
    assert re.search(r'<link rel="canonical" href="https?://[^/]+/en/delivery/">', html)


def test_translated_page_is_shown_in_its_own_words(trees):
    translate(delivery(), "ru", title="Доставка", lead="Как едут посылки.")

    html = read("/ru/delivery/")

    assert "Как едут посылки." in html
    assert NOTICE not in html
    assert "canonical" not in html
    assert alternates(html) == {"en": "/en/delivery/", "ru": "/ru/delivery/"}


def test_karakalpak_reader_is_shown_uzbek_before_english(trees):
    translate(delivery(), "uz", title="Yetkazib berish", lead="Posilkalar yoʻli.")

    html = read("/kaa/delivery/")

    assert "Posilkalar yoʻli." in html
    assert '<header class="story-head" lang="uz">' in html


def test_page_that_exists_in_russian_alone_is_shown_to_all(trees):
    home = trees.home.get_translation(Locale.objects.get(language_code="ru"))
    home.add_child(
        instance=StandardPage(title="Новости", slug="news", lead="Ярмарка.", locale=home.locale)
    )
    list(ensure_trees())

    html = read("/ja/news/")

    assert "Ярмарка." in html
    assert NOTICE in html


def test_language_links_follow_a_page_whose_translation_has_another_slug(trees):
    translate(delivery(), "ru", title="Доставка", slug="dostavka")

    html = read("/en/delivery/")

    assert '<a class="languages__link" href="/ru/dostavka/" hreflang="ru"' in html
    assert '<a class="languages__link" href="/ja/delivery/" hreflang="ja"' in html


def test_unpublished_page_is_found_in_no_language(trees):
    page = delivery()
    page.live = False
    page.save()
    for alias in page.aliases.all():
        alias.live = False
        alias.save()

    for language in LANGUAGES:
        assert Client().get(f"/{language}/delivery/").status_code == 404


def test_language_links_of_the_shop_keep_page_and_filters(trees):
    html = read("/en/shop/?place=nukus")

    assert 'href="/ja/shop/?place=nukus" hreflang="ja"' in html
    assert set(alternates(html)) == set(LANGUAGES)


def test_private_pages_name_no_alternates(trees):
    assert alternates(read("/en/basket/")) == {}


def test_unknown_language_is_no_page(trees):
    assert Client().get("/de/shop/", follow=True).status_code == 404


def test_missing_words_of_a_product_come_from_the_nearest_language(db):
    product = make_product("Licorice honey")
    Product.objects.filter(pk=product.pk).update(title_uz="Qizilmiya asali", summary_en="Runny.")
    product.refresh_from_db()
    shown = {}
    for language in LANGUAGES:
        with translation.override(language):
            shown[language] = product.title

    assert shown == {
        "en": "Licorice honey",
        "ru": "Licorice honey",
        "uz": "Qizilmiya asali",
        "ja": "Licorice honey",
        "kaa": "Qizilmiya asali",
    }


def test_shop_speaks_of_things_makers_and_places_in_the_readers_language(site_tree):
    make_content(site_tree)
    list(ensure_trees())
    product = Product.objects.get(title="Licorice honey of Maker0")
    Product.objects.filter(pk=product.pk).update(title_ja="甘草の蜂蜜")
    type(product.producer).objects.filter(pk=product.producer_id).update(name_ja="作り手ゼロ")

    for url in ("/ja/shop/", product.get_absolute_url().replace("/en/", "/ja/")):
        html = read(url)
        assert "甘草の蜂蜜" in html
        assert "作り手ゼロ" in html


def test_new_translation_is_shown_at_the_first_read(trees, settings):
    settings.PAGE_CACHE = settings.PART_CACHE = True
    product = make_product("Licorice honey")
    urls = {"thing": f"/ja{product.get_absolute_url()[3:]}", "page": "/ja/delivery/"}
    for url in urls.values():
        read(url)

    Product.objects.filter(pk=product.pk).update(title_ja="甘草の蜂蜜")
    translate(delivery(), "ja", title="配送について")

    assert "甘草の蜂蜜" in read(urls["thing"])
    assert "配送について" in read(urls["page"])
    assert NOTICE not in read(urls["page"])


def test_sitemap_names_own_pages_and_no_stand_ins(trees):
    translate(delivery(), "ru", title="Доставка")

    found = Client().get("/sitemap.xml").content.decode()

    assert "/en/delivery/</loc>" in found
    assert "/ru/delivery/</loc>" in found
    assert "/ja/delivery/</loc>" not in found
