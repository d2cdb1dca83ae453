"""Move stock: the one place that changes the counters, each change with its ledger entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from shop.ledger.models import StockEntry
from shop.partner.models import StockRecord
from shop.rules.errors import OutOfStock

Kind = StockEntry.Kind


@dataclass(frozen=True)
class Move:
    """By how many pieces the two counters of one stock record change."""

    record_id: int
    on_hand: int = 0
    promised: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.on_hand or self.promised)


@transaction.atomic
def move_stock(
    *, moves: Iterable[Move], kind: str, now: datetime, order=None, by=None, cause: str = ""
) -> None:
    """Apply all moves or none, each in one conditional UPDATE, by primary key.

    Raises: `OutOfStock` where more would be promised than lies on the shelf.
    """
    moves = sorted((move for move in moves if not move.is_nothing), key=lambda m: m.record_id)
    for move in moves:
        on_hand = Coalesce(F("num_in_stock"), 0) + move.on_hand
        promised = Coalesce(F("num_allocated"), 0) + move.promised
        changed = (
            StockRecord.objects.filter(pk=move.record_id)
            .alias(then_on_hand=on_hand, then_promised=promised)
            .filter(then_promised__gte=0, then_on_hand__gte=F("then_promised"))
            .update(num_in_stock=on_hand, num_allocated=promised, date_updated=now)
        )
        if not changed:
            short = StockRecord.objects.filter(pk=move.record_id)
            raise OutOfStock(product_ids=list(short.values_list("product_id", flat=True)))
    StockEntry.objects.bulk_create(
        StockEntry(
            record_id=move.record_id,
            order=order,
            kind=kind,
            on_hand=move.on_hand,
            promised=move.promised,
            cause=cause or str(Kind(kind).label),
            by=by,
            at=now,
        )
        for move in moves
    )
