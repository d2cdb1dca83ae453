"""How stories and the home page show products without knowing the shop."""

from collections.abc import Iterable

from django import template
from django.utils import timezone

from home.pictures import expect_pictures
from shop.offers import Offer, offers_for
from shop.selectors import public_products

register = template.Library()

#: No story shows more things than this; the shop shows them all.
MOST_OF_A_PRODUCER = 24


def offer_book(context, product_ids: Iterable[int] = ()) -> dict[int, Offer | None]:
    """Give offers by product id: those asked for, and those of all buy cards of the page.

    They are read together at the first call of a request, in two queries, and never twice.
    A product that is not public any more stands in the book as None.
    """
    request = context["request"]
    book = request.__dict__.setdefault("offer_book", {})
    wanted = {*product_ids, *getattr(context.get("page"), "product_ids", [])}
    unknown = wanted - book.keys()
    if unknown:
        products = public_products().filter(pk__in=unknown)
        offers = offers_for(products, market=request.market, now=timezone.now())
        expect_pictures(request, [offer.picture for offer in offers])
        book.update(dict.fromkeys(unknown) | {offer.product_id: offer for offer in offers})
    return book


@register.simple_tag(takes_context=True)
def product_card(context, product_id: int, variant: str = "") -> str:
    """Show a live card of the product; nothing where it is not public any more."""
    request = context["request"]
    offer = offer_book(context, [product_id])[product_id]
    if offer is None:
        return ""
    card = {"offer": offer, "market": request.market, "request": request, "variant": variant}
    template = context.template.engine.get_template("components/product_card.html")
    return template.render(context.new(card))


@register.simple_tag(takes_context=True)
def featured_offers(context, count: int) -> list[Offer]:
    """Give the offers that the shop wants seen first."""
    ids = list(public_products().values_list("pk", flat=True)[:count])
    book = offer_book(context, ids)
    return [book[pk] for pk in ids if book[pk]]


@register.simple_tag(takes_context=True)
def offers_by(context, producer) -> list[Offer]:
    """Give the offers of a producer, what can be bought first."""
    key = f"offers_by_{producer.pk}"
    request = context["request"]
    if not hasattr(request, key):
        products = public_products().filter(producer=producer)
        ids = list(products.values_list("pk", flat=True)[:MOST_OF_A_PRODUCER])
        book = offer_book(context, ids)
        offers = [book[pk] for pk in ids if book[pk]]
        setattr(request, key, sorted(offers, key=lambda offer: not offer.is_buyable))
    return getattr(request, key)
