"""How much money may go back, and how much belongs to which pieces."""

from collections.abc import Iterable
from dataclasses import dataclass

from .errors import NothingToRefund, RefundTooLarge


@dataclass(frozen=True)
class Balance:
    """One payment in minor units: what came in, what was sent back, what a bank holds back.

    `sent_back` counts refunds from the moment they are asked for.
    """

    paid: int
    sent_back: int = 0
    disputed: int = 0

    @property
    def left(self) -> int:
        """What may still be sent back; never below zero."""
        return max(0, self.paid - self.sent_back - self.disputed)


@dataclass(frozen=True)
class RefundableLine:
    """`total`: the whole line after discounts, in minor units.

    `withdrawn`: pieces that were refunded before.
    """

    id: int
    quantity: int
    withdrawn: int
    total: int

    @property
    def pieces_left(self) -> int:
        return self.quantity - self.withdrawn

    def worth(self, pieces: int) -> int:
        """Give what the next `pieces` are worth.

        Cut from the running total, so that all pieces together are worth the line to the unit.
        """
        after = self.total * (self.withdrawn + pieces) // self.quantity
        return after - self.total * self.withdrawn // self.quantity


def pieces_worth(lines: Iterable[RefundableLine], wanted: dict[int, int]) -> dict[int, int]:
    """Give the worth of the pieces asked for, by line id.

    `wanted` maps line ids to pieces, 1 or more. Raises: `RefundTooLarge` where a line
    has fewer pieces left, or is no line of the order.
    """
    by_id = {line.id: line for line in lines}
    worths = {}
    for line_id, pieces in wanted.items():
        line = by_id.get(line_id)
        if line is None or not 0 < pieces <= line.pieces_left:
            raise RefundTooLarge(line=line_id, limit=line.pieces_left if line else 0)
        worths[line_id] = line.worth(pieces)
    return worths


def check_refund(amount: int, balance: Balance) -> None:
    """Let an amount pass that is more than nothing and not more than is left.

    Raises: `NothingToRefund`, `RefundTooLarge` with the limit in minor units.
    """
    if amount <= 0:
        raise NothingToRefund()
    if amount > balance.left:
        raise RefundTooLarge(limit=balance.left)
