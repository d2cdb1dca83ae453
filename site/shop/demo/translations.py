"""The demonstration's texts in other languages, from `content/<language>/`.

What staff have written is never overwritten; what has no text yet is shown in another language.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import Model
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page

from home.models import ArticlePage, HomePage, JournalIndexPage, StandardPage
from producers.models import Producer, ProducerPage, ProducersIndexPage
from shop.catalogue.models import Category, FoodRecord, Product
from shop.setup import ensure_trees
from shop.shipping.models import ShippingZone
from shop.words import ensure_words

from .pages import body_of
from .pictures import library, read_descriptions

CONTENT = Path(__file__).parent / "content"
FILES = ("products", "producers", "pages", "articles")
#: What a page may have besides its title, by its name in the files.
PAGE_FIELDS = {"lead": "lead", "intro": "intro", "seo_description": "search_description"}


def languages() -> list[str]:
    """Give the languages that there are texts in, those that others stand in for last."""
    return [code for code, _ in settings.LANGUAGES if (CONTENT / code).is_dir()]


def read(language: str, name: str) -> dict:
    path = CONTENT / language / f"{name}.toml"
    return tomllib.loads(path.read_text()) if path.exists() else {}


def load() -> Iterator[str]:
    ensure_words()
    for language in languages():
        load_pictures(language)
        goods, people, texts, articles = (read(language, name) for name in FILES)
        load_goods(goods, language)
        yield f"things in {language}"
        load_people(people, language)
        yield f"people in {language}"
        load_pages(people, texts, articles, Locale.objects.get_or_create(language_code=language)[0])
        yield f"pages in {language}"
    list(ensure_trees())
    yield "trees"


def total() -> int:
    return 3 * len(languages()) + 1


def load_goods(goods: dict, language: str) -> None:
    for facts in goods.get("category", []):
        fill(Category.objects.filter(slug=facts["slug"]), facts, ("name", "description"), language)
    for facts in goods.get("product", []):
        found = Product.objects.filter(upc=facts["slug"])
        fill(found, facts, ("title", "summary", "description"), language)
        record = FoodRecord.objects.filter(product__upc=facts["slug"])
        fill(record, facts, ("ingredients", "storage"), language)
        for size in facts.get("size", []):
            found = Product.objects.filter(upc=f"{facts['slug']}-{size['slug']}")
            title = f"{facts['title']}, {size['title']}"
            fill(found, {"title": title}, ("title",), language)
    for facts in goods.get("zone", []):
        fill(ShippingZone.objects.filter(name_en=facts["of"]), facts, ("name",), language)


def load_pictures(language: str) -> None:
    descriptions = read_descriptions(language)
    found = library().filter(title__in=descriptions)
    for picture in found:
        fill(
            found.filter(pk=picture.pk),
            {"description": descriptions[picture.title]},
            ("description",),
            language,
        )


def load_people(people: dict, language: str) -> None:
    for facts in people.get("producer", []):
        fill(Producer.objects.filter(slug=facts["slug"]), facts, ("name", "craft"), language)


def fill(found, facts: dict, fields: tuple[str, ...], language: str) -> None:
    """Write the texts of a record that are still empty in a language."""
    record: Model | None = found.first()
    if record is None:
        return
    columns = {f"{field}_{language}": facts[field] for field in fields if facts.get(field)}
    empty = {column: text for column, text in columns.items() if not getattr(record, column)}
    if empty:
        type(record).objects.filter(pk=record.pk).update(**empty)


def load_pages(people: dict, texts: dict, articles: dict, locale: Locale) -> None:
    for name, model in INDEXES.items():
        if name in texts:
            translate(original(model).first(), texts[name], locale)
    for facts in texts.get("page", []):
        translate(original(StandardPage).filter(slug=facts["slug"]).first(), facts, locale)
    for facts in people.get("producer", []):
        story = original(ProducerPage).filter(slug=facts["slug"]).first()
        if "body" in facts:
            translate(story, {**facts, "title": facts["name"]}, locale)
    for facts in articles.get("article", []):
        translate(original(ArticlePage).filter(slug=facts["slug"]).first(), facts, locale)


INDEXES = {"home": HomePage, "producers_index": ProducersIndexPage, "journal": JournalIndexPage}


def original(model):
    return model.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")


def translate(page: Page | None, facts: dict, locale: Locale) -> None:
    """Give a page its translation, published; one that somebody has written is left alone."""
    if page is None:
        return
    version = page.get_translation_or_none(locale)
    if version is None:
        version = page.copy_for_translation(locale, copy_parents=True)
    elif version.alias_of_id:
        ConvertAliasPageAction(version).execute(skip_permission_checks=True)
        version = type(page).objects.get(pk=version.pk)
    else:
        return
    version.title = facts["title"]
    for theirs, ours in PAGE_FIELDS.items():
        if theirs in facts:
            setattr(version, ours, facts[theirs])
    if "body" in facts:
        version.body = body_of(facts["body"])
    version.save_revision().publish()
