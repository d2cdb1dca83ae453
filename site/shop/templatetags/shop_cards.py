"""How stories and the home page show products without knowing the shop."""

from dataclasses import dataclass

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from home.page_cache.parts import kept_part
from shop.cards import offer_book, product_cards
from shop.selectors import public_products

register = template.Library()

#: No story shows more things than this; the shop shows them all.
MOST_OF_A_PRODUCER = 24


@dataclass(frozen=True)
class Things:
    """What a story shows of its producer: cards, what can be bought first, and the bar."""

    cards: tuple[SafeString, ...] = ()
    bar: SafeString = SafeString()


@register.simple_tag(takes_context=True)
def buy_card(context, product_id: int) -> str:
    """Show a live buy card of the product; nothing where it is not public any more."""
    request = context["request"]

    def draw() -> SafeString:
        offer = offer_book(request, [product_id])[product_id]
        if offer is None:
            return SafeString()
        props = {"offer": offer, "market": request.market}
        return get_template("components/buy_card.html").render(props)

    return kept_part(request, "buy card", product_id, make=draw)


@register.simple_tag(takes_context=True)
def featured_cards(context, count: int) -> list[SafeString]:
    """Give the cards of what the shop wants seen first."""
    ids = public_products().values_list("pk", flat=True)[:count]
    return product_cards(context["request"], ids)


@register.simple_tag(takes_context=True)
def things_by(context, producer) -> Things:
    """Give what a producer sells, as a story shows it."""
    request, name = context["request"], f"things_by_{producer.pk}"
    if not hasattr(request, name):
        things = kept_part(
            request, "things by", producer.pk, make=lambda: draw_things(request, producer)
        )
        setattr(request, name, things)
    return getattr(request, name)


def draw_things(request, producer) -> Things:
    products = public_products().filter(producer=producer)
    ids = list(products.values_list("pk", flat=True)[:MOST_OF_A_PRODUCER])
    book = offer_book(request, ids)
    offers = sorted((book[pk] for pk in ids if book[pk]), key=lambda offer: not offer.is_buyable)
    if not offers:
        return Things()
    cards = product_cards(request, [offer.product_id for offer in offers])
    if not offers[0].is_buyable:
        return Things(tuple(cards))
    bar = get_template("components/buy_bar.html").render({"offer": offers[0]})
    return Things(tuple(cards), bar)
