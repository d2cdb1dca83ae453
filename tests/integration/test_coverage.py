"""Products beside markets: the page says what the gate says."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories.catalogue import give_certificates, make_producer, make_product
from factories.content import make_sizes
from shop.catalogue.models import Product, ProductClass
from shop.certification.models import Certificate
from shop.console.coverage import Colour, rows_of
from shop.markets.models import Market
from shop.selectors import sale_facts


def cells(**fields) -> dict:
    """Give the colour by product title and market."""
    roots = Product.objects.filter(parent=None, **fields)
    groups = rows_of(roots, markets=Market.objects.with_required_kinds(), now=timezone.now())
    return {
        (cell.product.get_title(), cell.market.code): cell
        for group in groups
        for row in group
        for cell in row.cells
    }


def test_colour_is_the_verdict_of_the_gate(db):
    today = timezone.localdate()
    make_product("Good")
    make_product("Ending", expires=today + timedelta(days=40))
    make_product("At home", certified_for=("uz",))
    make_product("Over", expires=today - timedelta(days=9))
    make_sizes("Sizes", make_producer())

    shown = cells()

    now = timezone.now()
    for market in Market.objects.all():
        facts = sale_facts(Product.objects.all(), market=market, now=now)
        for product in Product.objects.all():
            cell = shown[product.get_title(), market.code]
            assert (cell.colour is not Colour.RED) == facts[product.pk].verdict.may_sell
    assert {cell.colour for cell in shown.values()} == set(Colour)
    assert shown["Sizes, 125 g", "uz"].colour is Colour.GREEN
    assert shown["Over", "uz"].missing


def test_warning_begins_ninety_days_before_the_end(db):
    today = Market.objects.get(code="uz").today(timezone.now())
    make_product("Ninety", expires=today + timedelta(days=90))
    make_product("One more", expires=today + timedelta(days=91))

    shown = cells()

    assert shown["Ninety", "uz"].colour is Colour.AMBER
    assert shown["Ninety", "uz"].ends == today + timedelta(days=90)
    assert shown["One more", "uz"].colour is Colour.GREEN


def test_renewal_that_follows_at_once_ends_the_warning_and_a_gap_does_not(db):
    today = timezone.localdate()
    for title, gap in (("Renewed", 1), ("Gap", 2)):
        product = make_product(title, expires=today + timedelta(days=40))
        renewals = give_certificates(product, ("uz", "jp", "intl"))
        Certificate.objects.filter(pk__in=[paper.pk for paper in renewals]).update(
            issued=today + timedelta(days=40 + gap)
        )

    shown = cells()

    assert shown["Renewed", "uz"].colour is Colour.GREEN
    assert shown["Gap", "uz"].colour is Colour.AMBER


def test_cells_lead_to_the_certificate_or_to_what_is_missing(log_in):
    product = make_product("At home", certified_for=("uz",))
    paper_ids = set(product.certificates.values_list("pk", flat=True))
    client = log_in("Fulfilment officers")

    home, abroad = cells()["At home", "uz"], cells()["At home", "jp"]
    page = client.get("/admin/coverage/").content.decode()
    missing = client.get(abroad.url).content.decode()

    assert home.paper_id in paper_ids
    assert home.url in page
    assert abroad.url in page
    assert "✓</span> May be sold" in page
    assert f"✗</span> Not certified: {', '.join(abroad.missing)}" in page
    assert "Missing: " in missing
    assert "not for this market" in missing


def test_filters_narrow_by_producer_market_and_colour(log_in):
    maker = make_producer("Zukhra")
    make_product("Hers", producer=maker)
    make_product("Of another", certified_for=("uz",))
    client = log_in("Certification officers")

    def page(**query) -> str:
        return client.get("/admin/coverage/", query).content.decode()

    assert ("Hers" in page(producer=maker.pk), "Of another" in page(producer=maker.pk)) == (
        True,
        False,
    )
    assert ("Hers" in page(colour="red"), "Of another" in page(colour="red")) == (False, True)
    assert "Of another" not in page(colour="red", market="uz")
    assert "Of another" in page(colour="nonsense", producer="x", market="\0", p="zz")


def test_two_thousand_products_cost_few_queries(log_in):
    template = make_product("Model", expires=timezone.localdate() + timedelta(days=40))
    honey = ProductClass.objects.get(slug="honey")
    things = Product.objects.bulk_create(
        Product(
            title=f"Honey {number:04}",
            slug=f"many-{number}",
            upc=f"many-{number}",
            product_class=honey,
            producer=template.producer,
        )
        for number in range(1999)
    )
    for paper in template.certificates.all():
        paper.products.add(*things)
    client = log_in("Certification officers")

    for query in ({}, {"p": "40"}, {"colour": "amber", "p": "3"}):
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/admin/coverage/", query)
        assert page.content.decode().count(" console-cell--") == 50 * 3
        assert len(queries) <= 25


def test_unknown_product_and_market_are_not_found(log_in):
    product = make_product()
    client = log_in("Certification officers")

    assert client.get(f"/admin/coverage/{product.pk}/nowhere/", follow=True).status_code == 404
    assert client.get("/admin/coverage/999999/uz/", follow=True).status_code == 404
