"""The test's shop in five languages, and how well its search answers: `python -m search.relevance`.

Prints the mean reciprocal rank and each query whose first hit is another than expected.
"""

import json
import sys
import tomllib
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru", "uz", "ja", "kaa")
#: Of each query so many hits are looked at.
DEPTH = 10


@dataclass(frozen=True)
class Answered:
    """`rank` of the first hit that was expected, from 1; 0 where it is not among the first ten."""

    language: str
    query: str
    rank: int
    hits: list[str]


def read(name: str) -> dict:
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def words(record: dict, *fields: str) -> dict[str, str]:
    """Give the record's texts by the names of translated columns ("title_ru")."""
    return {
        f"{field}_{language}": text
        for field in fields
        for language, text in zip(LANGUAGES, record[field], strict=True)
    }


def fill() -> None:
    """Fill an empty shop with the corpus, and index it."""
    from django.core.management import call_command
    from wagtail.models import Locale

    from home.models import ArticlePage, StandardPage
    from producers.models import Producer, ProducerPage
    from shop.catalogue.models import (
        Category,
        FoodRecord,
        Product,
        ProductCategory,
        ProductClass,
    )
    from shop.setup import ensure_site_tree, ensure_trees

    corpus = read("corpus")
    tree = ensure_site_tree()
    kind = ProductClass.objects.get(slug="honey")
    for record in corpus["category"]:
        Category.add_root(slug=record["slug"], **words(record, "name"))
    makers = {}
    for record in corpus["maker"]:
        maker = Producer.objects.create(
            slug=record["slug"], district=record["district"], **words(record, "name", "craft")
        )
        makers[record["slug"]] = maker
    for record in corpus["product"]:
        product = Product.objects.create(
            slug=record["slug"],
            product_class=kind,
            producer=makers[record["maker"]],
            **words(record, "title", "summary"),
        )
        category = Category.objects.get(slug=record["category"])
        ProductCategory.objects.create(product=product, category=category)
        FoodRecord.objects.create(product=product, ingredients_en=record["ingredients"])
    pages = [
        *((tree.home, StandardPage, page, {}) for page in corpus["page"]),
        *((tree.journal, ArticlePage, page, {"date": "2026-01-01"}) for page in corpus["article"]),
        *(
            (tree.producers, ProducerPage, {**maker, "title": maker["name"]}, {})
            for maker in corpus["maker"]
        ),
    ]
    for parent, model, record, facts in pages:
        if model is ProducerPage:
            facts = {"producer": makers[record["slug"]]}
        title, lead = record["title"][0], record["lead"][0]
        parent.add_child(instance=model(title=title, slug=record["slug"], lead=lead, **facts))
    for _ in ensure_trees():
        pass
    for _, model, record, _ in pages:
        texts = zip_longest(LANGUAGES, record["title"], record["lead"])
        for language, title, lead in list(texts)[1:]:
            if not (title and lead):
                continue
            locale = Locale.objects.get(language_code=language)
            page = model.objects.get(slug=record["slug"], locale=locale)
            page.alias_of, page.title, page.lead = None, title, lead
            page.save()
    call_command("rebuild_search", quiet=True)


def answers() -> list[Answered]:
    """Ask all queries, each in its language."""
    from django.utils import translation

    found = []
    for language, queries in read("queries").items():
        for query, expected in queries.items():
            with translation.override(language):
                hits = first_hits(query, language)
            wanted = [expected] if isinstance(expected, str) else expected
            rank = next((at for at, slug in enumerate(hits, 1) if slug in wanted), 0)
            found.append(Answered(language, query, rank, hits))
    return found


def first_hits(query: str, language: str) -> list[str]:
    """Give the slugs of the best hits of all kinds together, as suggestions rank them."""
    from shop.search.find import find
    from shop.search.models import Kind

    found = find(query, language, named=tuple(Kind))
    hits = [hit for of_kind in found.hits.values() for hit in of_kind]
    hits.sort(key=lambda hit: (-hit.matched, -hit.score))
    return [slug_of(hit.url) for hit in hits[:DEPTH]]


def slug_of(url: str) -> str:
    """Give "jida" of "/en/shop/jida_7/" and of "/en/producers/jida/"."""
    return url.rstrip("/").rsplit("/", 1)[-1].split("_")[0]


def mean_reciprocal_rank(found: list[Answered]) -> float:
    return sum(1 / each.rank if each.rank else 0 for each in found) / len(found)


def main() -> None:
    import django

    django.setup()
    fill()
    print(json.dumps([vars(each) for each in answers()], ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
