"""The index keeps up with what is saved, is rebuilt without a difference, and stays quick."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.content import make_content
from home.models import ArticlePage
from integration.searching import (  # noqa: F401
    committed,
    context,
    rebuilt,
    shop,
    staff_language,
    things,
)
from producers.models import Producer
from shop.catalogue.models import Category, FoodRecord, Product, ProductCategory
from shop.search.indexing import everything, index_products, rebuild
from shop.search.models import Kind, SearchEntry, SearchGram, SearchTerm, SearchWord


def test_saved_things_are_found_at_once(shop):
    with committed():
        shop["oil"].title = "Pumpkin oil"
        shop["oil"].save()

    assert things("pumpkin") == ["Pumpkin oil"]


def change_maker(shop):
    producer = Producer.objects.get(name="Gulnar Akylbekova")
    producer.name = "Zukhra"
    producer.save()


def change_category(shop):
    category = Category.objects.get(slug="bakery")
    category.name = "Zukhra"
    category.save()


def change_food(shop):
    record = FoodRecord.objects.get(product=shop["cookies"])
    record.ingredients = ["zukhra"]
    record.save()


def change_link(shop):
    category = Category.add_root(name="Zukhra", slug="zukhra")
    ProductCategory.objects.create(product=shop["cookies"], category=category)


@pytest.mark.parametrize("change", [change_maker, change_category, change_food, change_link])
def test_what_hangs_on_a_thing_is_found_at_once(shop, change):
    assert things("zukhra") == []

    with committed():
        change(shop)

    assert "Sesame cookies" in things("zukhra")


def test_published_edited_and_unpublished_page(shop):
    article = ArticlePage.objects.get()
    with committed():
        article.title = "Why ice floats"
        article.save_revision().publish()
    assert [result.title for result in context("floats")["articles"]] == ["Why ice floats"]

    with committed():
        article.title = "Drafted words"
        article.save_revision()
    assert context("drafted")["articles"] == []

    with committed():
        article.unpublish()
    assert not SearchEntry.objects.filter(page=article).exists()


def test_deleted_thing_leaves_nothing(shop):
    pin = Product.objects.create(title="Pin", product_class=shop["oil"].product_class)
    index_products([pin.pk])
    key = str(pin.pk)
    assert SearchEntry.objects.filter(key=key).exists()
    with committed():
        pin.delete()

    assert not SearchEntry.objects.filter(kind=Kind.PRODUCT, key=key).exists()


def test_one_transaction_is_indexed_once(shop):
    with committed() as callbacks:
        for thing in shop.values():
            thing.save()

    assert len([do for do in callbacks if type(do).__name__ == "Pending"]) == 1


def snapshot() -> list:
    terms = SearchTerm.objects.values_list("word__text", "entry__key", "entry__language", "weight")
    return sorted(terms)


def test_rebuilding_again_writes_nothing(shop):
    before = snapshot()
    with CaptureQueriesContext(connection) as captured:
        rebuilt()

    assert snapshot() == before
    written = [q["sql"] for q in captured if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in written if "search_" in sql] == []


def test_rebuilding_gives_what_signals_gave(shop):
    with committed():
        change_maker(shop)
        change_food(shop)
    before = snapshot()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    rebuilt()

    assert snapshot() == before
    assert SearchGram.objects.filter(gram="=zuhra").count() == 1


def test_sweep_leaves_only_words_in_use(shop):
    Product.objects.filter(pk=shop["oil"].pk).update(title="Pumpkin")
    rebuilt()

    assert not SearchWord.objects.filter(searchterm=None).exists()
    assert not SearchWord.objects.filter(text="oil").exists()


def test_progress_counts_everything(shop):
    todo = everything()

    assert sum(rebuild(**todo)) == sum(map(len, todo.values())) > 4


def add_many(number: int) -> None:
    """Bring the catalogue to `number` products, of several makers and in several categories."""
    like = list(Product.objects.filter(structure=Product.STANDALONE)[:3])
    new = [
        Product(
            title=f"Licorice honey {at}",
            upc=f"many-{at}",
            slug=f"many-{at}",
            product_class=like[0].product_class,
            producer=like[at % 3].producer,
        )
        for at in range(Product.objects.count(), number)
    ]
    new = Product.objects.bulk_create(new)
    categories = list(Category.objects.all())
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=categories[at % len(categories)])
        for at, product in enumerate(new)
    )


def test_number_of_queries_does_not_grow_with_the_catalogue(site_tree):
    make_content(site_tree)
    costs = {}
    for number in (20, 2_000):
        add_many(number)
        rebuilt()
        for query in ("honey", "licorice", "hony", "honey&page=2", "honey&here=1"):
            url = f"/en/search/?q={query}"
            Client().get(url)
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(url).status_code == 200
            costs.setdefault(query, []).append(len(captured))

    assert {query: few >= many for query, (few, many) in costs.items()} == dict.fromkeys(
        costs, True
    )
    assert max(max(pair) for pair in costs.values()) <= 8, costs


def test_indexing_takes_turns_with_itself(shop):
    before = snapshot()
    index_products([shop["oil"].pk, shop["oil"].pk, 999_999])

    assert snapshot() == before
