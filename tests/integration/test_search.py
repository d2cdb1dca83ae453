"""One box finds things, makers, pages and articles, in groups, and shows what may be seen."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from factories.catalogue import make_product
from home.models import ArticlePage
from integration.searching import (  # noqa: F401
    OPTION,
    context,
    read,
    rebuilt,
    shop,
    staff_language,
    things,
    titles,
)
from shop.catalogue.models import Product
from shop.search.find import find
from shop.search.models import Kind, SearchEntry


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
