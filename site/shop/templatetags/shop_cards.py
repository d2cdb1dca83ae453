"""How stories and the home page show products without knowing the shop."""

from django import template
from django.utils import timezone

from shop.offers import Offer, offers_for
from shop.selectors import public_products, with_facts

register = template.Library()


def read_offers(request, products) -> list[Offer]:
    return offers_for(with_facts(products), market=request.market, now=timezone.now())


def offer_book(context, page) -> dict[int, Offer]:
    """Give the offers of all buy cards of a page, read together at the first card."""
    book = context.render_context.setdefault(offer_book, {})
    ids = set(getattr(page, "product_ids", []))
    if ids - book.keys():
        offers = read_offers(context["request"], public_products().filter(pk__in=ids))
        book.update({offer.product_id: offer for offer in offers})
    return book


@register.inclusion_tag("components/product_card.html", takes_context=True)
def product_card(context, product_id: int, variant: str = "") -> dict:
    """Show a live card of the product; nothing where it is not public any more."""
    request = context["request"]
    offer = offer_book(context, context.get("page")).get(product_id)
    if offer is None:
        # A preview of an unsaved story holds products that its page does not list yet.
        found = read_offers(request, public_products().filter(pk=product_id))
        offer = found[0] if found else None
    return {"offer": offer, "market": request.market, "request": request, "variant": variant}


@register.simple_tag(takes_context=True)
def featured_offers(context, count: int) -> list[Offer]:
    """Give the offers that the shop wants seen first."""
    products = public_products().order_by("-priority", "pk")[:count]
    return read_offers(context["request"], products)


@register.simple_tag(takes_context=True)
def offers_by(context, producer) -> list[Offer]:
    """Give all offers of a producer, what can be bought first."""
    products = public_products().filter(producer=producer).order_by("-priority", "pk")
    key = f"offers_by_{producer.pk}"
    request = context["request"]
    if not hasattr(request, key):
        offers = sorted(read_offers(request, products), key=lambda offer: not offer.is_buyable)
        setattr(request, key, offers)
    return getattr(request, key)
