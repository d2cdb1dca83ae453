"""Put things into a basket, change how many, take them out."""

from django.db import transaction
from django.db.models import F, QuerySet

from home.prepared import Prepared
from shop.basket.models import Basket, Line
from shop.rules.errors import NotForSale, OutOfStock


@Prepared
def _rows_to_lock(pk: int) -> QuerySet:
    return Basket.objects.filter(pk=pk).select_for_update().values_list("pk")


@Prepared
def _lines_with(basket: int, product: int) -> QuerySet:
    return Line.objects.filter(basket=basket, product=product)


def _lock(basket) -> None:
    """Let changes of one basket take turns; call inside a transaction."""
    [_row] = _rows_to_lock(pk=basket.pk)


def _check(basket, product, quantity: int) -> None:
    """Raises: `NotForSale`, `OutOfStock` (with `left`)."""
    facts = basket.strategy.facts(product)
    if not facts.state.is_buyable:
        raise NotForSale(problems={product.pk: facts.state})
    if quantity > facts.left:
        raise OutOfStock(product_ids=[product.pk], left=facts.left)


@transaction.atomic
def add_to_basket(*, basket, product, quantity: int) -> None:
    """Put `quantity` more of a sellable product into the basket.

    Two clicks at once add up: the number grows inside the database.
    """
    strategy = basket.strategy
    if basket.pk is None:
        basket.market = strategy.market
        basket.save()
    # The lock makes two first clicks take turns, so that they meet on one line.
    _lock(basket)
    line = next(iter(_lines_with(basket=basket.pk, product=product.pk)), None)
    wanted = quantity + (line.quantity if line else 0)
    _check(basket, product, wanted)
    if line:
        Line.objects.filter(pk=line.pk).update(quantity=F("quantity") + quantity)
    else:
        info = strategy.fetch_for_product(product)
        basket.lines.create(
            product=product,
            stockrecord=info.stockrecord,
            line_reference=f"{product.pk}_{info.stockrecord.pk}",
            quantity=quantity,
            price_currency=info.price.currency,
            price_excl_tax=info.price.excl_tax,
            price_incl_tax=info.price.incl_tax,
        )
    basket.reset_offer_applications()


@transaction.atomic
def set_line_quantity(*, basket, line, quantity: int) -> None:
    """Make a line's quantity exactly this; zero takes it out."""
    _lock(basket)
    if quantity == 0:
        Line.objects.filter(pk=line.pk).delete()
    else:
        _check(basket, line.product, quantity)
        Line.objects.filter(pk=line.pk).update(quantity=quantity)
    basket.reset_offer_applications()


@transaction.atomic
def return_lines(*, order, basket) -> int:
    """Copy the lines of an order that came to nothing into an open basket.

    The submitted basket itself is never opened again. Gives the number of lines
    copied; what can no longer be bought comes along and says so in the basket.
    """
    if basket.pk is None:
        basket.market = order.market
        basket.save()
    copied = 0
    for line in order.lines.select_related("product", "stockrecord"):
        if line.product is None or line.stockrecord is None:
            continue
        _, created = basket.lines.get_or_create(
            line_reference=f"{line.product_id}_{line.stockrecord_id}",
            defaults={
                "product": line.product,
                "stockrecord": line.stockrecord,
                "quantity": line.quantity,
                "price_currency": order.currency,
                "price_excl_tax": line.unit_price_excl_tax,
                "price_incl_tax": line.unit_price_incl_tax,
            },
        )
        copied += created
    basket.reset_offer_applications()
    return copied
