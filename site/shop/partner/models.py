"""Stock that cannot be promised twice, and whose counters change only together with the ledger."""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractStockRecord

from shop.rules.stock import left_to_sell

COUNTERS = ("num_in_stock", "num_allocated")


class StockRecord(AbstractStockRecord):
    """Pieces on the shelf (`num_in_stock`) and pieces promised (`num_allocated`).

    Saving a record never writes what its counters were when it was read. A count that
    was changed on it, by whichever form, becomes a movement of the difference.
    """

    shelf = models.CharField(
        _("shelf"),
        max_length=20,
        blank=True,
        help_text=_("Where it lies, such as B3; the pick list goes along the shelves."),
    )

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            # The last line of defence; the conditional UPDATE of `move_stock` is the first.
            models.CheckConstraint(
                condition=models.Q(num_in_stock__isnull=True)
                | models.Q(num_allocated__isnull=True)
                | models.Q(num_allocated__lte=F("num_in_stock")),
                name="partner_allocated_within_stock",
            ),
            models.CheckConstraint(
                condition=models.Q(num_allocated__isnull=True) | models.Q(num_allocated__gte=0),
                name="partner_allocated_not_negative",
            ),
        ]

    @classmethod
    def from_db(cls, db, field_names, values):
        record = super().from_db(db, field_names, values)
        record.counted = record.__dict__.get("num_in_stock")
        return record

    def refresh_from_db(self, *args, **kwargs) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.counted = self.num_in_stock

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        """Raises: `OutOfStock` where the new count is less than what is promised."""
        if self._state.adding:
            first_count, self.num_in_stock = self.num_in_stock or 0, 0
            super().save(*args, **kwargs)
            self._move("opened", on_hand=first_count)
            self.num_in_stock = first_count
        else:
            names = kwargs.pop("update_fields", None) or [
                field.name for field in self._meta.concrete_fields if not field.primary_key
            ]
            names = [name for name in names if name not in COUNTERS]
            super().save(*args, update_fields=names, **kwargs)
            self._move("counted", on_hand=(self.num_in_stock or 0) - (self.counted or 0))
        self.counted = self.num_in_stock

    @property
    def left(self) -> int:
        return left_to_sell(self.num_in_stock, self.num_allocated)

    def allocate(self, quantity: int) -> None:
        """Promise `quantity` pieces. Raises: `OutOfStock`; nothing has changed then."""
        self._move("promised", promised=quantity)

    def cancel_allocation(self, quantity: int) -> None:
        self._move("released", promised=-quantity)

    def consume_allocation(self, quantity: int) -> None:
        self._move("sent", on_hand=-quantity, promised=-quantity)

    def _move(self, kind: str, **counters: int) -> None:
        """Change the counters together with the ledger, whichever of Oscar's ways was taken."""
        from shop.services.stock_move import Move, move_stock

        move_stock(moves=[Move(self.pk, **counters)], kind=kind, now=timezone.now())

    allocate.alters_data = cancel_allocation.alters_data = consume_allocation.alters_data = True


from oscar.apps.partner.models import *  # noqa: E402, F401, F403
