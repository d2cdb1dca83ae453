"""What the product page shows, put together from the offer, the record and the gate."""

from datetime import datetime
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.certification.models import CertificateKind
from shop.offers import offers_for, size_offers
from shop.rules.shipping import delivery_price
from shop.selectors import certificates_of, public_products, with_facts
from shop.shipping.models import ShippingZone

from .jsonld import product_jsonld
from .words import ALLERGENS, NUTRIENTS

SIMILAR = 3


def product_page(product, *, request: HttpRequest, now: datetime) -> dict:
    """Give the template's context; the number of queries does not depend on the catalogue."""
    market = request.market
    [offer] = offers_for([product], market=market, now=now) or [None]
    sizes = size_offers(product, market=market, now=now) if product.is_parent else []
    gallery = pictures(product)
    certificates, missing = papers(product, market=market, now=now)
    return {
        "product": product,
        "offer": offer,
        "sizes": sizes,
        "gallery": gallery,
        "food": food_facts(product),
        "certificates": certificates,
        "missing_certificates": missing,
        "producer": product.producer,
        "delivery": delivery_table(product, market=market),
        "similar": similar_offers(product, market=market, now=now),
        "jsonld": product_jsonld(product, sizes or [offer], gallery, request) if offer else "",
    }


def pictures(product) -> list:
    views = [view.image for view in product.pictures.select_related("image")]
    gallery = [product.picture, *views] if product.picture else views
    prefetch_related_objects(gallery, "renditions")
    if product.producer and product.producer.portrait:
        prefetch_related_objects([product.producer.portrait], "renditions")
    return gallery


def food_facts(product) -> dict | None:
    record = product.food_or_none
    if record is None:
        return None
    days = record.shelf_life_days
    return {
        "kind_name": product.get_product_class().name,
        "ingredients": ", ".join(record.ingredients),
        "allergens": [str(ALLERGENS.get(code, code)) for code in record.allergens],
        "may_contain": [str(ALLERGENS.get(code, code)) for code in record.may_contain],
        "storage": record.storage,
        "shelf_life": ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
        if days
        else "",
        "origin": record.origin_country.printable_name if record.origin_country else "",
        "hs_code": f"{record.hs_code[:4]}.{record.hs_code[4:]}" if record.hs_code else "",
        "nutrition": [
            (str(label), f"{record.nutrition[code]} {unit}")
            for code, label, unit in NUTRIENTS
            if code in record.nutrition
        ],
        "warnings": [_("Contains honey: not for infants under one year.")]
        if record.has_honey
        else [],
    }


def papers(product, *, market, now: datetime) -> tuple[list[dict], list[str]]:
    """Give the certificates that hold in this market today, and the names of those awaited."""
    today = market.today(now)
    required = set(
        CertificateKind.objects.filter(
            requirements__market=market, requirements__product_class=product.product_class
        ).values_list("code", "name")
    )
    covering = certificates_of([product.pk])[product.pk]
    holding = [
        certificate
        for certificate in covering
        if (facts := certificate.facts()).holds_on(today) and market.code in facts.markets
    ]
    here = {certificate.kind.code for certificate in holding}
    seals = [
        {
            "kind_name": certificate.kind.name,
            "body": certificate.body,
            "number": certificate.number,
            "expires": certificate.expires,
            "tests": certificate.kind.tests,
            "markets": [market.name for market in certificate.markets.all()],
            "is_demo": certificate.is_demo,
        }
        for certificate in holding
    ]
    return seals, sorted(name for code, name in required if code not in here)


def delivery_table(product, *, market) -> list[dict]:
    """Give what one piece costs to each zone of the market."""
    weight = product.package_weight_g or min(
        product.children.values_list("package_weight_g", flat=True), default=0
    )
    rows = []
    for zone in ShippingZone.objects.filter(market=market).prefetch_related("bands"):
        cost: Decimal | None = delivery_price(weight, [band.as_rule() for band in zone.bands.all()])
        if cost is not None:
            rows.append(
                {
                    "country": zone.name,
                    "cost": cost,
                    "currency": market.currency,
                    "days": _("%(least)d to %(most)d days")
                    % {"least": zone.days_min, "most": zone.days_max},
                }
            )
    return rows


def similar_offers(product, *, market, now: datetime) -> list:
    """Give a few other things, the same maker's first."""
    others = with_facts(public_products().exclude(pk=product.pk))
    same_maker = others.filter(producer=product.producer_id).order_by("-priority", "pk")[:SIMILAR]
    chosen = list(same_maker)
    if len(chosen) < SIMILAR:
        known = [other.pk for other in chosen]
        rest = others.exclude(pk__in=known).exclude(producer=product.producer_id)
        chosen += list(rest.order_by("-priority", "pk")[: SIMILAR - len(chosen)])
    return offers_for(chosen, market=market, now=now)
