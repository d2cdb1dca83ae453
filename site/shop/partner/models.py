"""Stock that cannot be promised twice."""

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from oscar.apps.partner.abstract_models import AbstractStockRecord

from shop.rules.errors import OutOfStock
from shop.rules.stock import left_to_sell


class StockRecord(AbstractStockRecord):
    """Pieces on the shelf (`num_in_stock`) and pieces promised (`num_allocated`)."""

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            # The last line of defence; the conditional UPDATE below is the first.
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

    @property
    def left(self) -> int:
        return left_to_sell(self.num_in_stock, self.num_allocated)

    def allocate(self, quantity: int) -> None:
        """Promise `quantity` pieces in one conditional UPDATE.

        Raises: `OutOfStock` where fewer are left; nothing has changed then.
        """
        with transaction.atomic():
            promised = (
                StockRecord.objects.filter(pk=self.pk)
                .annotate(free=Coalesce("num_in_stock", 0) - Coalesce("num_allocated", 0))
                .filter(free__gte=quantity)
                .update(num_allocated=Coalesce(F("num_allocated"), 0) + quantity)
            )
        if not promised:
            raise OutOfStock(product_ids=[self.product_id])

    allocate.alters_data = True


from oscar.apps.partner.models import *  # noqa: E402, F401, F403
