"""One box finds things, makers, pages and articles, in groups, and shows what may be seen."""

import html
import re
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from factories.catalogue import make_producer, make_product
from factories.content import make_content
from home.models import ArticlePage, StandardPage
from producers.models import Producer, ProducerPage
from shop.catalogue.models import Category, FoodRecord, Product, ProductCategory
from shop.search.find import find
from shop.search.indexing import everything, index_products, rebuild
from shop.search.models import Kind, SearchEntry, SearchGram, SearchTerm, SearchWord

OPTION = re.compile(r'role="option"[^>]*data-url="([^"]+)">([^<]+?) <span')


def rebuilt() -> None:
    call_command("rebuild_search", quiet=True)


def read(url: str, **data) -> str:
    answer = Client().get(url, data)
    assert answer.status_code == 200
    return answer.content.decode()


def context(query: str, url: str = "/en/search/", **data) -> dict:
    return Client().get(url, {"q": query, **data}).context


def titles(page: str) -> list[str]:
    return re.findall(r'class="product-card__link" href="[^"]+">([^<]+)<', page)


def things(query: str, url: str = "/en/search/", **data) -> list[str]:
    """Give the titles of the things that were found, best first."""
    return titles("".join(context(query, url, **data)["cards"]))


@contextmanager
def committed():
    """Do what a commit does, whose like never comes in a test."""
    connection.run_on_commit.clear()
    with TestCase.captureOnCommitCallbacks(execute=True) as callbacks:
        yield callbacks
    connection.run_on_commit.clear()


@pytest.fixture(autouse=True)
def staff_language():
    """A request leaves its language behind, and records are written in the active one."""
    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture
def shop(site_tree) -> dict:
    """Honey, cookies and capers of two makers, one story, a plain page and an article."""
    bakhtiyar = make_producer("Bakhtiyar Dzhubaev", craft="Beekeeping", district="chimbay")
    gulnar = make_producer("Gulnar Akylbekova", craft="Baking", district="nukus")
    things = {
        "honey": make_product(
            "Licorice honey", producer=bakhtiyar, summary="From salty fields.", prices={"intl": "8"}
        ),
        "cookies": make_product(
            "Sesame cookies", producer=gulnar, summary="With honey.", prices={"intl": "20"}
        ),
        "oil": make_product("Sesame oil", producer=gulnar, prices={"intl": "40"}),
        "capers": make_product("Capers", producer=bakhtiyar, stock=0, prices={"intl": "5"}),
    }
    FoodRecord.objects.filter(product=things["cookies"]).update(
        allergens=["wheat", "sesame"], ingredients=["flour", "sesame"]
    )
    FoodRecord.objects.filter(product=things["oil"]).update(
        allergens=["sesame"], may_contain=["peanut"], ingredients=["sesame"]
    )
    FoodRecord.objects.filter(product=things["capers"]).update(ingredients=["buds"])
    for name in ("Honey", "Bakery"):
        Category.add_root(name=name, slug=name.lower())
    for thing, slug in (("honey", "honey"), ("cookies", "bakery"), ("oil", "bakery")):
        category = Category.objects.get(slug=slug)
        ProductCategory.objects.create(product=things[thing], category=category)
    site_tree.producers.add_child(
        instance=ProducerPage(
            title="Bakhtiyar Dzhubaev", slug="bakhtiyar", producer=bakhtiyar, lead="A keeper."
        )
    )
    site_tree.home.add_child(instance=StandardPage(title="Delivery", slug="delivery"))
    site_tree.journal.add_child(
        instance=ArticlePage(
            title="How honey sets",
            slug="honey-sets",
            date="2026-01-01",
            body=[("paragraph", RichText("<p>Glucose makes <b>crystals</b>.</p>"))],
        )
    )
    rebuilt()
    return things


def test_results_stand_in_their_groups(shop):
    found = context("honey")

    assert [str(card).count("Licorice honey") > 0 for card in found["cards"]] == [True, False]
    assert [result.title for result in found["articles"]] == ["How honey sets"]
    assert found["makers"] == found["pages"] == []
    assert found["total"] == 3


def test_maker_is_found_by_name_craft_and_place(shop):
    for query in ("Bakhtiyar", "beekeeping", "Шымбай", "Джубаев"):
        assert [result.url for result in context(query)["makers"]] == ["/en/producers/bakhtiyar/"]


def test_text_of_a_page_is_found_without_its_markup(shop):
    assert [result.title for result in context("crystals")["articles"]] == ["How honey sets"]
    assert context("paragraph")["articles"] == []


def test_thing_is_found_by_maker_category_ingredient_and_place(shop):
    for query in ("Gulnar", "bakery", "flour", "nukus"):
        assert "Sesame cookies" in things(query), query


def test_all_words_together_win_and_one_that_is_nowhere_is_forgiven(shop):
    assert things("sesame oil") == ["Sesame oil"]
    assert things("sesame oil qwertyuiop") == ["Sesame oil"]


def test_slip_is_understood_and_said(shop):
    page = read("/en/search/", q="licorise hony")

    assert titles(page)[0] == "Licorice honey"
    assert (
        'Did you mean <a href="/en/search/?q=licorice%20honey">licorice honey</a>?'
        in page.replace("q=licorice+honey", "q=licorice%20honey")
    )
    assert "Did you mean" not in read("/en/search/", q="licorice honey")


def test_nothing_found_is_kind_and_shows_what_there_is(shop):
    page = read("/en/search/", q="zzzzzz")

    assert "We looked everywhere" in page
    assert len(titles(page)) == 4


@pytest.mark.parametrize(
    "query",
    ["", "%", "_", "' OR 1=1 --", "\0", "a" * 10_000, "honey " * 2_000, "  ", "мёд", "🍯", "ʻ'’`´"]
    + ["\u202eyenoh", "שלום", "\ud800", "*", "\\", "1", "蜜", "ゃ", "ё" * 90, "ўё" * 45, "-" * 99],
)
def test_any_input_is_answered(shop, query):
    for url in ("/en/search/", "/ja/search/", "/en/search/suggest/"):
        query_string = "q=" + query.encode("utf-8", "surrogatepass").decode("latin-1")
        assert Client().get(url, {"q": query.encode("utf-8", "surrogatepass")}).status_code == 200
        assert Client().get(f"{url}?{query_string[:50]}").status_code == 200


# Filters --------------------------------------------------------------------------


def links(page: str) -> dict[str, tuple[str, str]]:
    """Give name → (count, address) of the filters' links."""
    pattern = (
        r'class="filters__link" href="([^"]+)"[^>]*>([^<]+)'
        r'(?:<span class="categories__count">(\d+)</span>)?'
    )
    found = re.findall(pattern, page)
    return {name.strip(): (count, html.unescape(url)) for url, name, count in found}


def test_every_filter_shows_as_many_things_as_it_says(shop):
    assert len(links(read("/en/search/", q="honey"))) > 5

    for query in ("honey", "sesame", "maker dzhubaev", "chimbay"):
        for name, (count, url) in links(read("/en/search/", q=query)).items():
            if count:
                assert len(titles(read(url))) == int(count), name


def test_filters_narrow_by_kind_maker_place_allergen_and_price(shop):
    found = links(read("/en/search/", q="honey"))

    assert {"Honey", "Bakery", "Bakhtiyar Dzhubaev", "Gulnar Akylbekova", "no wheat"} <= set(found)
    assert {"Chimbay", "Nukus", "no sesame", "Can be bought here today"} <= set(found)
    assert titles(read(found["Bakery"][1])) == ["Sesame cookies"]
    assert titles(read(found["Nukus"][1])) == ["Sesame cookies"]
    assert titles(read(found["no wheat"][1])) == ["Licorice honey"]


def test_price_ranges_are_in_the_markets_money(shop):
    Product.objects.update(summary="Sweet")
    rebuilt()
    found = links(read("/en/search/", q="sweet"))

    assert "up to $8.00" in found
    assert sorted(titles(read(found["up to $8.00"][1]))) == ["Capers", "Licorice honey"]


def test_what_cannot_be_bought_here_can_be_left_out(shop):
    assert things("dzhubaev") == ["Licorice honey", "Capers"]
    assert things("dzhubaev", here="1") == ["Licorice honey"]


def test_unstated_allergens_are_not_taken_for_none(shop):
    FoodRecord.objects.filter(product=shop["honey"]).delete()

    assert things("honey", without="wheat") == []


@pytest.mark.parametrize(
    "asked",
    ["kind=x", "kind=" + "9" * 30, "place=%00", "maker=-1", "without=gold", "price=", "price=-"]
    + ["price=a-b", "price=1", "price=NaN-1", "price=1-Infinity", "price=" + "9" * 39 + "-"]
    + ["page=x", "page=999", "page=-1", "here=maybe", "kind=٣"],
)
def test_senseless_filters_are_answered(shop, asked):
    assert Client().get(f"/en/search/?q=honey&{asked}").status_code == 200


# Languages ------------------------------------------------------------------------


def test_thing_is_found_and_named_in_the_readers_language_once(shop):
    Product.objects.filter(pk=shop["honey"].pk).update(title_ru="Мёд солодки")
    rebuilt()

    assert things("мед", url="/ru/search/") == ["Мёд солодки"]
    assert things("мёд") == ["Licorice honey"]
    assert things("licorice", url="/ru/search/") == ["Мёд солодки"]
    options = OPTION.findall(read("/ru/search/suggest/", q="licor"))
    assert [title for _, title in options] == ["Мёд солодки"]


def test_words_of_several_languages_find_together(shop):
    Product.objects.filter(pk=shop["honey"].pk).update(title_ru="Мёд солодки")
    rebuilt()

    assert things("licorice мёд") == ["Licorice honey"]


def test_untranslated_thing_has_one_entry(shop):
    assert SearchEntry.objects.filter(product=shop["oil"]).count() == 1


def test_page_is_shown_in_its_own_words_at_the_readers_address(shop):
    call_command("setup_site", verbosity=0)
    rebuilt()

    [found] = context("crystals", url="/ru/search/")["articles"]

    assert (found.title, found.url) == ("How honey sets", "/ru/journal/honey-sets/")
    assert Client().get(found.url).status_code == 200


# What may be seen -----------------------------------------------------------------


def test_hidden_things_and_pages_are_not_shown_even_before_the_index_knows(shop):
    Product.objects.filter(pk=shop["honey"].pk).update(is_public=False)
    ArticlePage.objects.update(live=False)

    assert things("honey") == ["Sesame cookies"]
    assert context("crystals")["articles"] == []
    assert "Licorice" not in read("/en/search/suggest/", q="licorice")


def test_restricted_page_is_not_shown(shop):
    article = ArticlePage.objects.get()
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")

    assert context("crystals")["articles"] == []


# Suggestions ----------------------------------------------------------------------


def test_suggestions_begin_with_what_is_typed_and_lead_there(shop):
    options = OPTION.findall(read("/en/search/suggest/", q="lic"))

    assert options == [(shop["honey"].get_absolute_url(), "Licorice honey")]
    assert Client().get(options[0][0]).status_code == 200


def test_one_letter_suggests_nothing(shop):
    assert OPTION.findall(read("/en/search/suggest/", q="l")) == []


def test_suggestion_needs_two_queries(shop):
    Client().get("/en/search/suggest/", {"q": "hon"})
    with CaptureQueriesContext(connection) as captured:
        Client().get("/en/search/suggest/", {"q": "hone"})

    assert len([q for q in captured if "home_sitechange" not in q["sql"]]) - markets(captured) <= 2


def markets(captured) -> int:
    """The middleware that chooses the market asks for itself."""
    return len([q for q in captured if 'FROM "markets_market"' in q["sql"]])


# Keeping up -----------------------------------------------------------------------


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


# Size -----------------------------------------------------------------------------


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


def test_of_very_many_things_the_best_are_shown_and_the_page_says_so(site_tree, monkeypatch):
    monkeypatch.setattr(
        "shop.search.find.find.__kwdefaults__", find.__kwdefaults__ | {"products": 2}
    )
    for number in range(3):
        make_product(f"Honey {number}")
    rebuilt()

    page = read("/en/search/", q="honey")

    assert titles(page) == ["Honey 0", "Honey 1"]
    assert "More things match than we show here" in page


def test_language_of_the_reader_wins(shop):
    first, second = shop["honey"], shop["capers"]
    Product.objects.filter(pk=first.pk).update(title="Asal", title_uz="Bal")
    Product.objects.filter(pk=second.pk).update(title="Kovul", title_uz="Asal")
    rebuilt()

    with translation.override("uz"):
        assert find("asal", "uz").keys(Kind.PRODUCT)[0] == str(second.pk)
        assert find("asal", "en").keys(Kind.PRODUCT)[0] == str(first.pk)


def test_indexing_takes_turns_with_itself(shop):
    before = snapshot()
    index_products([shop["oil"].pk, shop["oil"].pk, 999_999])

    assert snapshot() == before
