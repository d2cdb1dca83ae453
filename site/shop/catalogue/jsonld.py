"""Structured data of a product. Source: schema.org Product and Offer."""

import json

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from home.page_cache.parts import kept_part
from home.pictures import renditions_of
from home.renditions import PRODUCT
from shop.rules.money import currency_of
from shop.rules.sale import SaleState

AVAILABILITY = {
    SaleState.ON_SALE: "https://schema.org/InStock",
    SaleState.LAST_FEW: "https://schema.org/LimitedAvailability",
}
#: Sold out, or waiting for a certificate: it cannot be bought here now.
NOT_NOW = "https://schema.org/OutOfStock"


def product_jsonld(product, offers: list, gallery: list, request: HttpRequest) -> SafeString:
    """Give the JSON for the market shown; safe inside a <script> element."""
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "description": product.summary or strip_tags(product.description),
        "sku": product.upc or str(product.pk),
        "url": absolute(product.get_absolute_url()),
        "image": [absolute(jpeg_url(image, request)) for image in gallery],
        "offers": [offer_jsonld(offer, request) for offer in offers if offer.price is not None],
    }
    if product.producer:
        data["brand"] = {"@type": "Brand", "name": product.producer.name}
    text = json.dumps(data, ensure_ascii=False)
    return SafeString(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))


def offer_jsonld(offer, request: HttpRequest) -> dict:
    decimals = currency_of(offer.currency).shown_decimals
    return {
        "@type": "Offer",
        "name": offer.title,
        "price": f"{offer.price:.{decimals}f}",
        "priceCurrency": offer.currency,
        "availability": AVAILABILITY.get(SaleState(offer.state), NOT_NOW),
        "url": absolute(offer.url),
        "areaServed": request.market.name,
        "itemCondition": "https://schema.org/NewCondition",
    }


def jpeg_url(image, request: HttpRequest) -> str:
    spec = PRODUCT.specs("jpeg")[-1]
    return kept_part(
        request, "jpeg", image.pk, make=lambda: renditions_of(image, PRODUCT)[spec].url
    )


def absolute(url: str) -> str:
    return url if url.startswith("http") else f"{settings.BASE_URL}{url}"
