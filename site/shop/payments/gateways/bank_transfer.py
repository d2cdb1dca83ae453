"""Bank transfer: the order waits, staff confirm what arrived on the account."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from .by_hand import ByHand


class BankTransfer(ByHand):
    code = "bank_transfer"
    label = _("Bank transfer")
    hint = _("We keep everything aside and write to you where the money goes.")
    position = 20
    needs_instructions = True

    def time_to_pay(self, days_to_pay: int) -> timedelta:
        return timedelta(days=days_to_pay)
