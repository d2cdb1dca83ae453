"""What the product page shows, put together from the offer, the record and the gate."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from home.formats import country_name, format_span, joined, quantity
from home.page_cache.parts import keep_part, kept_part, recall_part
from home.pictures import expect_pictures
from home.prepared import Prepared
from home.routing import address_of
from home.translated import without_other_words
from producers.selectors import story_path
from shop.cards import enter_offers, product_cards
from shop.catalogue.models import Product, ProductPicture, ProductRecommendation
from shop.certification.models import CertificateKind
from shop.offers import Offer, Shelf, as_shelf, shelf_rows, with_sizes
from shop.rules.allergens import declared
from shop.rules.customs import dotted
from shop.rules.shipping import delivery_price
from shop.selectors import SaleFacts, public_products, sale_facts
from shop.shipping.restrictions import barred_for
from shop.shipping.ways import Ways, ways_of
from shop.shipping.words import names_in_words, names_of

from .jsonld import product_jsonld
from .words import ALLERGENS, NUTRIENTS, items_in_words

SIMILAR = 3
NEIGHBOURS = "neighbours"

#: What only the product's own page tells.
TOLD = ("producer__portrait",)


@dataclass(frozen=True)
class Maker:
    """Who made it; `url` is that of the story, if there is one."""

    name: str
    craft: str
    district_name: str
    url: str = ""
    portrait: object | None = None


def read_product(pk: int) -> Shelf:
    """Give a public product with its sizes and all that its page tells. One query.

    The shelf is empty where there is no such product, or where it is a size.
    """
    return as_shelf(rows_of_product(pk=pk))


@Prepared
def rows_of_product(pk: int) -> QuerySet:
    rows = Product.objects.filter(Q(pk=pk) | Q(parent=pk), is_public=True)
    chosen = ProductRecommendation.objects.filter(
        primary=OuterRef("pk"), recommendation__is_public=True
    )
    rows = rows.annotate(story_path=story_path("producer"), goes_with_others=Exists(chosen))
    return shelf_rows(rows, *TOLD)


def product_page(shelf: Shelf, *, request: HttpRequest, now: datetime) -> dict:
    """Give the template's context for the one product of a shelf.

    The number of queries does not depend on the catalogue.
    """
    market = request.market
    [product] = shelf.products
    neighbours = recall_part(request, NEIGHBOURS, product.producer_id)
    others = Shelf([], {})
    if neighbours is None:
        others = as_shelf(rows_of_neighbours(producer=product.producer_id))
    ways = ways_of(request)
    facts = sale_facts([*shelf.everything, *others.everything], market=market, now=now)
    offer = shelf.offer(product, facts)
    sizes = shelf.size_offers(product, facts)
    gallery = pictures(product)
    maker = maker_of(product)
    expect_pictures(request, [*gallery, maker and maker.portrait])
    if neighbours is None:
        neighbours = draw_neighbours(request, choose_neighbours(product, others, facts))
        keep_part(request, NEIGHBOURS, product.producer_id, value=neighbours)
    certificates, missing = papers(facts[product.pk], product, request=request, now=now)
    return {
        "product": product,
        "offer": offer,
        "missing_items": items_in_words(offer.missing_items) if offer else "",
        "sizes": sizes,
        "gallery": gallery,
        "food": food_facts(product, market=market, today=market.today(now)),
        "certificates": certificates,
        "missing_certificates": missing,
        "maker": maker,
        "delivery": delivery_table(shelf, ways, market=market),
        "not_sent_to": not_sent_to(request, product, ways),
        "similar": beside(request, product, neighbours),
        "jsonld": product_jsonld(product, sizes or [offer], gallery, request) if offer else "",
    }


def beside(request: HttpRequest, product, neighbours: list[tuple[int, SafeString]]) -> list:
    """Give the cards of what staff put beside a product, and its neighbours after them."""
    others = [(pk, card) for pk, card in neighbours if pk != product.pk]
    if not product.goes_with_others:
        return [card for _pk, card in others][:SIMILAR]
    links = ProductRecommendation.objects.filter(
        primary=product.pk, recommendation__is_public=True
    ).order_by("-ranking", "pk")
    chosen = list(links.values_list("recommendation", flat=True)[:SIMILAR])
    cards = [*product_cards(request, chosen), *(card for pk, card in others if pk not in chosen)]
    return cards[:SIMILAR]


def maker_of(product) -> Maker | None:
    producer = product.producer
    return producer and Maker(
        name=producer.name,
        craft=producer.craft,
        district_name=str(producer.district_name),
        url=address_of(product.story_path, get_language()) if product.story_path else "",
        portrait=producer.portrait,
    )


def pictures(product) -> list:
    """Give the product's picture and its further views. One query."""
    views = [view.image for view in pictures_of_product(pk=product.pk)]
    return [product.picture, *views] if product.picture else views


@Prepared
def pictures_of_product(pk: int) -> QuerySet:
    views = ProductPicture.objects.filter(product=pk).select_related("image")
    return without_other_words(views, "image")


def food_facts(product, *, market, today: date) -> dict | None:
    """Give what the label says; `today` is the market's, whose list of allergens may change."""
    record = product.food_or_none
    if record is None:
        return None
    days = record.shelf_life_days
    return {
        "kind_name": product.get_product_class().name,
        "ingredients": joined(record.ingredients),
        "allergens": allergens_in_words(record.allergens, market=market, today=today),
        "has_no_allergens": record.has_no_allergens,
        "may_contain": allergens_in_words(record.may_contain, market=market, today=today),
        "storage": record.storage,
        "shelf_life": format_span(days, days) if days else "",
        "origin": country_name(record.origin_country_id) if record.origin_country_id else "",
        "hs_code": dotted(record.hs_code),
        "nutrition": [
            (str(label), quantity(record.nutrition[code], unit))
            for code, label, unit in NUTRIENTS
            if record.nutrition.get(code) not in (None, "")
        ],
        "contains_honey": record.contains_honey,
    }


def allergens_in_words(codes: list[str], *, market, today: date) -> list[dict]:
    """Give `name` and `is_demanded` of each, what the market's list demands first."""
    found = declared(codes, allergen_list=market.allergen_list, day=today)
    return [
        {"name": str(ALLERGENS.get(each.code, each.code)), "is_demanded": each.is_demanded}
        for each in found
    ]


def papers(
    facts: SaleFacts, product, *, request: HttpRequest, now: datetime
) -> tuple[list[dict], list[str]]:
    """Give the certificates that hold in this market today, and the names of those awaited."""
    market = request.market
    today = market.today(now)
    required = market.required_kinds.get(product.product_class_id, {})
    holding = [paper for paper in facts.papers if paper.holds_in(market.code, today)]
    here = {paper.facts.kind for paper in holding}
    names = {each.code: each.name for each in request.markets}
    kinds = known_kinds(holding, request.markets)
    seals = [
        {
            "kind_name": kinds[paper.facts.kind].name,
            "body": paper.body,
            "number": paper.number,
            "expires": paper.facts.expires,
            "tests": kinds[paper.facts.kind].tests,
            "markets": [names[code] for code in paper.market_codes if code in names],
            "is_demo": paper.is_demo,
        }
        for paper in holding
    ]
    return seals, sorted(kind.name for code, kind in required.items() if code not in here)


def known_kinds(papers, markets) -> dict:
    """Give the kinds of papers by code. A query only for one that no market asks for."""
    asked = (kinds for market in markets for kinds in market.required_kinds.values())
    known = dict(item for kinds in asked for item in kinds.items())
    unknown = {paper.facts.kind for paper in papers} - known.keys()
    if unknown:
        known |= {kind.code: kind for kind in CertificateKind.objects.filter(code__in=unknown)}
    return known


def delivery_table(shelf: Shelf, ways: Ways, *, market) -> list[dict]:
    """Give what one piece, of the lightest size, costs to each zone where it may be sent."""
    [product] = shelf.products
    barred = barred_for(product, ways.restrictions).keys()
    weights = [size.package_weight_g for size in shelf.sizes.get(product.pk, [])]
    weight = product.package_weight_g or min(weights, default=0)
    rows = []
    for zone in ways.zones:
        cost: Decimal | None = delivery_price(weight, zone.bands)
        if cost is not None and not zone.countries <= barred:
            rows.append(
                {
                    "country": zone.name,
                    "cost": cost,
                    "currency": market.currency,
                    "days": format_span(zone.days_min, zone.days_max),
                }
            )
    return rows


def not_sent_to(request: HttpRequest, product, ways: Ways) -> list[dict]:
    """Give the market's countries that the product may not be sent to, by reason."""
    codes: dict[str, list[str]] = {}
    for code, reason in barred_for(product, ways.restrictions).items():
        codes.setdefault(reason, []).append(code)
    return [
        {
            "reason": reason,
            **kept_part(request, "countries", tuple(found), make=partial(named, found)),
        }
        for reason, found in codes.items()
    ]


def named(codes: list[str]) -> dict[str, str]:
    return {"names": joined(names_of(codes)), "in_short": names_in_words(codes)}


@Prepared
def rows_of_neighbours(producer: int | None) -> QuerySet:
    """Give what `choose_neighbours` chooses from: the same for all that one maker makes.

    Of the whole shop the first are taken, and so many that enough of other makers are among
    them wherever this maker has too few.
    """
    same_maker = public_products().filter(producer=producer).values("pk")
    of_its_maker, of_anybody = SIMILAR + 1, 2 * SIMILAR + 1
    candidates = public_products().filter(
        Q(pk__in=same_maker[:of_its_maker]) | Q(pk__in=public_products().values("pk")[:of_anybody])
    )
    # There are no more; the limit tells the database how few they are.
    return with_sizes(candidates[: of_its_maker + of_anybody])


def choose_neighbours(product, others: Shelf, facts: dict[int, SaleFacts]) -> list[Offer]:
    """Give a few things, the same maker's first: one more than are shown, for the page's own."""
    candidates = sorted(others.products, key=lambda other: other.producer_id != product.producer_id)
    return Shelf(candidates, others.sizes).offers(facts)[: SIMILAR + 1]


def draw_neighbours(request: HttpRequest, offers: list[Offer]) -> list[tuple[int, SafeString]]:
    """Give the product and the card of each."""
    enter_offers(request, offers)
    ids = [offer.product_id for offer in offers]
    return list(zip(ids, product_cards(request, ids), strict=True))
