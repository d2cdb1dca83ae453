"""Enter a count of the pieces on the shelf; what has no stock record yet gets one."""

from datetime import datetime

from django.db import IntegrityError, transaction

from shop.partner.models import Partner, StockRecord
from shop.rules.errors import ChangedMeanwhile

from .stock_move import Kind, Move, move_stock

#: Whose stock it is. Oscar asks for a partner; there is but one shelf.
PARTNER = {"code": "ovop-aral", "defaults": {"name": "OVOP Aral"}}
LONGEST_NAME = 60


@transaction.atomic
def count_stock(*, product, counted: int, seen: int | None, by, now: datetime) -> None:
    """Move the stock of a product by what was `counted` more or less than was `seen`.

    `seen` is None where there was no record.

    Raises: `ChangedMeanwhile` where the number is another by now, `OutOfStock` where more pieces
    are promised than were counted. Nothing has changed then.
    """
    found = StockRecord.objects.filter(product=product.pk).order_by("pk")
    record = found.select_for_update(no_key=True).first()
    in_stock = (record.num_in_stock or 0) if record else None
    if in_stock != seen:
        raise ChangedMeanwhile(product=product.pk, seen=seen, found=in_stock)
    kind = Kind.COUNTED if record else Kind.OPENED
    record = record or open_record(product)
    moves = [Move(record.pk, on_hand=counted - (in_stock or 0))]
    move_stock(moves=moves, kind=kind, now=now, by=by)


def open_record(product) -> StockRecord:
    """Make the empty record of a product; its number is readable, and its own."""
    partner, _ = Partner.objects.get_or_create(**PARTNER)
    name = f"{product.slug[:LONGEST_NAME]}-{product.pk}"
    try:
        with transaction.atomic():
            return StockRecord.objects.create(
                product=product, partner=partner, partner_sku=name, num_in_stock=0
            )
    except IntegrityError as error:
        raise ChangedMeanwhile(product=product.pk) from error
