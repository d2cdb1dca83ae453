"""What two books say differently."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Check(StrEnum):
    """What is held against what."""

    STOCK_LEDGER = "stock_ledger"
    STOCK_ORDERS = "stock_orders"
    MONEY_LEDGER = "money_ledger"
    MONEY_ORDERS = "money_orders"
    PROVIDER = "provider"
    LEFT_BEHIND = "left_behind"


CHECK_TITLES = {
    Check.STOCK_LEDGER: _("Counters of stock and the ledger"),
    Check.STOCK_ORDERS: _("Promised pieces and the orders that hold them"),
    Check.MONEY_LEDGER: _("Sums of payments and the ledger"),
    Check.MONEY_ORDERS: _("States of orders and their money"),
    Check.PROVIDER: _("The payment provider and the shop"),
    Check.LEFT_BEHIND: _("Things begun and not finished"),
}


@dataclass(frozen=True)
class Disagreement:
    """`says` tells both sides in words; `session_id` is set where asking again may help."""

    check: Check
    subject: str
    says: str
    order_id: int | None = None
    session_id: int | None = None
    is_repairable: bool = False
