"""One answer from price, certificates, food record and stock: can it be bought here?"""

from decimal import Decimal
from enum import StrEnum

from .certification import Standing, Verdict
from .stock import is_few


class SaleState(StrEnum):
    ON_SALE = "on_sale"
    LAST_FEW = "last_few"
    SOLD_OUT = "sold_out"
    NOT_CERTIFIED = "not_certified"
    NOT_CERTIFIED_HERE = "not_certified_here"
    CERTIFICATE_LAPSED = "certificate_lapsed"
    NO_PRICE = "no_price"
    INCOMPLETE = "incomplete"
    NOT_SHOWN = "not_shown"

    @property
    def is_buyable(self) -> bool:
        return self in (SaleState.ON_SALE, SaleState.LAST_FEW)


_STANDINGS = {
    Standing.NOT_YET: SaleState.NOT_CERTIFIED,
    Standing.NOT_HERE: SaleState.NOT_CERTIFIED_HERE,
    Standing.LAPSED: SaleState.CERTIFICATE_LAPSED,
}


def sale_state(
    *,
    verdict: Verdict,
    price: Decimal | None,
    left: int,
    missing_food_items: tuple[str, ...] = (),
    is_shown: bool = True,
) -> SaleState:
    """Name the first thing that stands in the way: that the shop does not show it, the papers."""
    if not is_shown:
        return SaleState.NOT_SHOWN
    if not verdict.may_sell:
        return _STANDINGS[verdict.standing]
    if missing_food_items:
        return SaleState.INCOMPLETE
    if price is None:
        return SaleState.NO_PRICE
    if left <= 0:
        return SaleState.SOLD_OUT
    return SaleState.LAST_FEW if is_few(left) else SaleState.ON_SALE
