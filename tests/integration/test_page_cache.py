"""Public pages come from memory, and show every change at the first read."""

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.orders import make_basket, pay, place
from home.models import ArticlePage
from home.page_cache.middleware import store
from home.page_cache.parts import parts
from home.page_cache.version import MOST_ROWS, SiteChange, forget_old_changes, read_version
from home.page_cache.watch import watched_tables
from integration.test_public_pages import fill_shop
from producers.models import Producer
from shop.catalogue.models import Category, FoodRecord, Product
from shop.certification.models import Certificate, Requirement
from shop.markets.models import Market, MarketPrice
from shop.partner.models import StockRecord
from shop.services.certificate_stand import revoke_certificate
from shop.shipping.models import ShippingBand, ShippingRestriction

#: Tables that public pages read although nothing on them depends on what they hold.
CHANGES_NO_PAGE = {
    "home_sitechange",
    # Which model a page is of: changes with the code alone.
    "django_content_type",
    # Wagtail's index follows the pages, which are watched.
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
    # Whatever changes in the shop's own index changes an entry in the same transaction.
    "search_searchgram",
    "search_searchterm",
    "search_searchword",
}


@pytest.fixture(autouse=True)
def page_cache(settings):
    settings.PAGE_CACHE = settings.PART_CACHE = True
    store.clear()
    parts.clear()
    yield store
    store.clear()
    parts.clear()


@pytest.fixture
def urls(site_tree) -> dict[str, str]:
    site_tree.journal.add_child(
        instance=ArticlePage(title="How honey sets", slug="honey", date="2026-01-01")
    )
    shop = fill_shop(site_tree, 3)
    call_command("rebuild_search", quiet=True)
    return shop | {
        "journal": "/en/journal/",
        "article": "/en/journal/honey/",
        "search": "/en/search/?q=honey",
        "suggestions": "/en/search/suggest/?q=honey",
    }


def read(url: str, market: str = "intl", **headers) -> str:
    client = Client()
    client.cookies["market"] = market
    return client.get(url, headers=headers).content.decode()


def queries(url: str, client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


def test_second_reader_costs_one_small_query(urls):
    client = Client()
    for name, url in urls.items():
        client.get(url)

        [asked] = queries(url, client)

        assert asked == "SELECT MAX(id), COUNT(*) FROM home_sitechange", name


def test_kept_page_is_the_page(urls, settings):
    for url in urls.values():
        kept = [Client().get(url) for _ in range(2)][-1]
        settings.PAGE_CACHE = settings.PART_CACHE = False
        made = Client().get(url)
        settings.PAGE_CACHE = settings.PART_CACHE = True

        assert kept.content == made.content
        for name in ("Content-Type", "Content-Language", "Content-Security-Policy"):
            assert kept.headers[name] == made.headers[name]
        assert {"Accept-Language", "Cookie"} <= set(kept.headers["Vary"].split(", "))


def test_page_is_the_same_and_costs_the_same_with_a_full_basket(urls, shopper):
    plain = {url: Client().get(url).content for url in urls.values()}
    shopper.post(f"/en/basket/add/{Product.objects.first().pk}/", {"quantity": 2})

    for url in urls.values():
        assert len(queries(url, shopper)) == 1
        assert shopper.get(url).content == plain[url]
        assert "Set-Cookie" not in shopper.get(url).headers


def test_every_table_that_a_public_page_reads_is_watched(urls, page_cache, settings):
    settings.PAGE_CACHE = settings.PART_CACHE = False
    tables = set(connection.introspection.table_names())
    read_tables = set()
    for url in urls.values():
        for sql in queries(url, Client()):
            read_tables |= {table for table in tables if f'"{table}"' in sql}

    watched = {watched.table for watched in watched_tables()}
    assert read_tables - watched - CHANGES_NO_PAGE == set()


def product_url(urls) -> str:
    return urls["product"]


def forbid_germany() -> None:
    """Say of all honey, which each page shows, that it may not be sent to the only country."""
    honey = ShippingRestriction.objects.get()
    honey.countries.add("DE")


CHANGES = {
    "price": lambda: MarketPrice.objects.filter(market__code="intl").update(amount="9.75"),
    "title": lambda: Product.objects.update(title="Another honey"),
    "hidden": lambda: Product.objects.filter(title="Licorice honey").update(is_public=False),
    "sold out": lambda: StockRecord.objects.update(num_in_stock=0),
    "food record": lambda: FoodRecord.objects.update(storage="In the dark."),
    "producer": lambda: Producer.objects.update(name="Another maker"),
    "certificate": lambda: Certificate.objects.update(verified_at=None),
    "coverage": lambda: Certificate.products.through.objects.all().delete(),
    "requirement": lambda: Requirement.objects.all().delete(),
    "market": lambda: Market.objects.filter(code="intl").update(name="The wide world"),
    "delivery": lambda: ShippingBand.objects.update(price="99.99"),
    "destination": forbid_germany,
    "category": lambda: Category.objects.update(name="Sweet things"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_change_by_whatever_way_makes_every_page_anew(urls, change):
    client = Client()
    for url in urls.values():
        client.get(url)

    change()

    for name, url in urls.items():
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        assert len(captured) > 1, name


def test_new_price_is_read_at_once(urls):
    before = read(urls["product"])

    MarketPrice.objects.filter(market__code="intl").update(amount="9.75")

    assert "$9.75" not in before
    assert "$9.75" in read(urls["product"])
    assert "$9.75" in read(urls["shop"])


def test_order_that_takes_the_last_jar_is_seen_at_once(site_tree):
    make_zone()
    jar = make_product(stock=1)
    before = read(jar.get_absolute_url())

    place(make_basket((jar, 1)), total="23.00")

    assert "The last one" in before
    assert "Sold out for now" in read(jar.get_absolute_url())
    assert "Sold out" in read("/en/shop/")


def test_order_from_a_full_shelf_changes_no_page(site_tree):
    make_zone()
    jar = make_product(stock=100)
    client = Client()
    client.get("/en/shop/")
    before = read_version()

    pay(place(make_basket((jar, 1)), total="23.00"))

    assert read_version() == before
    assert len(queries("/en/shop/", client)) == 1


def test_revoked_certificate_takes_every_page_off_sale_at_once(urls):
    before = read(urls["product"])
    certificate = Certificate.objects.filter(products__title="Licorice honey").first()

    revoke_certificate(certificate_id=certificate.pk, reason="Wrong", now=timezone.now())

    assert "Put in basket" in before
    assert "Resting for a while" in read(urls["product"])


def test_certificate_that_ends_at_midnight_takes_the_page_off_sale_at_midnight(site_tree):
    last_day = date(2026, 11, 30)
    # 23:59 and 00:00 in the market's own time, UTC.
    with time_machine.travel(datetime(2026, 11, 30, 23, 59, tzinfo=UTC), tick=False) as moment:
        jar = make_product(expires=last_day)
        evening = [read(jar.get_absolute_url()) for _ in range(2)][-1]
        moment.shift(timedelta(minutes=1))
        midnight = read(jar.get_absolute_url())

    assert "Put in basket" in evening
    assert "Resting for a while" in midnight


def test_published_text_is_read_at_once(urls, site_tree):
    page = ArticlePage.objects.get(slug="honey")
    read(urls["article"])

    page.lead = "A new first sentence."
    page.save_revision().publish()

    assert "A new first sentence." in read(urls["article"])


def test_unpublished_page_is_gone_at_once(urls):
    page = ArticlePage.objects.get(slug="honey")
    read(urls["article"])

    page.unpublish()

    assert Client().get(urls["article"]).status_code == 404


def test_draft_changes_no_page(urls):
    page = ArticlePage.objects.get(slug="honey")
    read(urls["article"])

    page.lead = "Not for readers yet."
    page.save_revision()

    assert "Not for readers yet." not in read(urls["article"])


def test_each_market_has_its_own_page(urls):
    assert "¥1,280" in read(urls["product"], market="jp")
    assert "$8.50" in read(urls["product"], market="intl")
    assert "¥1,280" in read(urls["product"], market="jp")


def test_language_of_the_browser_chooses_the_kept_page(urls):
    def read_as(languages: str) -> str:
        return Client().get(urls["shop"], headers={"Accept-Language": languages}).content.decode()

    assert "¥1,280" in read_as("ja")
    assert "$8.50" in read_as("en")
    assert "¥1,280" in read_as("ja,en;q=0.5")


def test_browser_that_has_the_page_is_told_so(urls):
    client = Client()
    etag = client.get(urls["shop"]).headers["ETag"]

    again = client.get(urls["shop"], headers={"If-None-Match": etag})
    MarketPrice.objects.update(amount="9.75")
    changed = client.get(urls["shop"], headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["Cache-Control"] == "no-cache"


def test_page_is_sent_compressed_to_those_who_can_read_it(urls):
    client = Client()

    plain = client.get(urls["shop"])
    zipped = client.get(urls["shop"], headers={"Accept-Encoding": "gzip, br"})

    assert gzip.decompress(zipped.content) == plain.content
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert int(zipped.headers["Content-Length"]) == len(zipped.content) < len(plain.content) / 2
    assert zipped.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize(
    "url", ["/en/basket/", "/en/checkout/", "/en/account/login/", "/en/orders/x/", "/en/nowhere/"]
)
def test_personal_and_missing_pages_are_never_kept(urls, page_cache, url):
    Client().get(url)

    assert len(page_cache) == 0


def test_page_for_some_people_only_is_never_kept(urls, page_cache, site_tree):
    from wagtail.models import PageViewRestriction

    page = ArticlePage.objects.get(slug="honey")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="salt")

    first = Client().get(urls["article"])

    assert "How honey sets" not in first.content.decode()
    assert len(page_cache) == 0


def test_strangest_of_addresses_are_not_kept(urls, page_cache):
    Client().get("/en/search/", {"q": "a" * 500})

    assert len(page_cache) == 0


def test_least_wanted_page_makes_room(urls, page_cache, monkeypatch):
    monkeypatch.setattr(page_cache, "most_bytes", 60_000)

    for number in range(12):
        Client().get(f"/en/search/?q=honey{number}")

    assert 0 < page_cache.size <= 60_000
    assert len(queries("/en/search/?q=honey11", Client())) == 1


def test_table_of_changes_stays_small_and_never_repeats_a_version(db):
    SiteChange.objects.all().delete()
    SiteChange.objects.bulk_create(SiteChange() for _ in range(MOST_ROWS + 1))
    before = read_version()

    gone = forget_old_changes()

    newest, count = read_version()
    assert gone == MOST_ROWS
    assert newest > before[0]
    assert count <= 2
    assert forget_old_changes() == 0
