"""Where the pieces of a line are: to be packed, in a parcel, on their way, or out of the order."""

from collections.abc import Iterable
from dataclasses import dataclass

from .payment_states import OrderEvent, OrderState


@dataclass(frozen=True)
class Taken:
    """Of pieces taken out of a line: how many lay on the shelf, in a parcel that is here, or went.

    The last are refunded after they left; they may come back or not.
    """

    unpacked: int
    packed: int
    sent: int

    @property
    def unsent(self) -> int:
        return self.unpacked + self.packed


@dataclass(frozen=True)
class PieceCount:
    """Pieces of one line, all of them counts from 0.

    `withdrawn`: their money went back, `returned` of them after they were sent. `in_parcels`:
    put into parcels, `sent` of them in parcels that have left.
    """

    ordered: int
    withdrawn: int = 0
    returned: int = 0
    in_parcels: int = 0
    sent: int = 0

    @property
    def unsent(self) -> int:
        """Pieces still to leave, packed or not: what the shelf owes to the order."""
        return self.ordered - (self.withdrawn - self.returned) - self.sent

    @property
    def kept(self) -> int:
        """Pieces that left and whose money stayed."""
        return self.sent - self.returned

    @property
    def packed(self) -> int:
        """Pieces in parcels that are still here."""
        return self.in_parcels - self.sent

    @property
    def to_pack(self) -> int:
        return self.unsent - self.packed

    def take(self, pieces: int) -> Taken:
        """Say where so many pieces are taken from: what is nearest to the shelf goes first."""
        unpacked = min(pieces, self.to_pack)
        packed = min(pieces - unpacked, self.packed)
        return Taken(unpacked, packed, pieces - unpacked - packed)


def event_of_packing(counts: Iterable[PieceCount]) -> OrderEvent:
    """Give what a packed parcel means for an order; `counts` are those after it was packed."""
    is_rest = any(count.to_pack for count in counts)
    return OrderEvent.PART_PACKED if is_rest else OrderEvent.PACKED


def event_of_sending(counts: Iterable[PieceCount]) -> OrderEvent:
    """Give what a parcel that left means for an order; `counts` are those after it left."""
    is_rest = any(count.unsent for count in counts)
    return OrderEvent.PART_SENT if is_rest else OrderEvent.SENT


def event_of_withdrawal(state: OrderState, counts: Iterable[PieceCount]) -> OrderEvent | None:
    """Give the event where pieces taken out were the last that an order waited for, else None."""
    counts = list(counts)
    if state is OrderState.PARTLY_SENT:
        waits_for_rest = any(count.unsent for count in counts)
    else:
        is_begun = state is OrderState.PAID and any(count.packed for count in counts)
        waits_for_rest = not is_begun or any(count.to_pack for count in counts)
    return None if waits_for_rest else OrderEvent.REST_WITHDRAWN
