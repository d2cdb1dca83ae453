"""Product cards as HTML: those of one page are read together, and made once for all pages."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString

from home.page_cache.parts import keep_part, recall_part
from home.pictures import expect_pictures

from .offers import Offer, offers_for

PART = "product card"


def offer_book(request: HttpRequest, product_ids: Iterable[int]) -> dict[int, Offer | None]:
    """Give offers by product id, read once in a request, in two queries.

    With the first come those that the page has chosen besides (`request.chosen_products`).
    A product that is not public any more stands in the book as None.
    """
    book = request.__dict__.setdefault("offer_book", {})
    unknown = set(product_ids) - book.keys()
    if unknown:
        unknown |= set(getattr(request, "chosen_products", ())) - book.keys()
        book.update(dict.fromkeys(unknown))
        offers = offers_for(sorted(unknown), market=request.market, now=timezone.now())
        enter_offers(request, offers)
    return book


def enter_offers(request: HttpRequest, offers: Iterable[Offer]) -> None:
    """Put offers that were read elsewhere into the book of a request."""
    book = request.__dict__.setdefault("offer_book", {})
    expect_pictures(request, [offer.picture for offer in offers])
    book.update({offer.product_id: offer for offer in offers})


def product_cards(
    request: HttpRequest, product_ids: Iterable[int], *, heading: str = "h3", eager: int = 0
) -> list[SafeString]:
    """Give the cards of products, in that order; of what is not public any more there is none.

    `eager`: how many of the first show their picture without waiting for the visitor to come
    near.
    """
    wanted = [(pk, heading, place < eager) for place, pk in enumerate(product_ids)]
    cards = {look: recall_part(request, PART, *look) for look in wanted}
    missing = [look for look, card in cards.items() if card is None]
    book = offer_book(request, [pk for pk, _, _ in missing])
    for look in missing:
        cards[look] = card = draw(request, book[look[0]], *look[1:])
        keep_part(request, PART, *look, value=card)
    return [card for card in cards.values() if card]


def draw(request: HttpRequest, offer: Offer | None, heading: str, eager: bool) -> SafeString:
    if offer is None:
        return SafeString()
    props = {"offer": offer, "market": request.market, "heading": heading, "eager": eager}
    return get_template("components/product_card.html").render(props)
