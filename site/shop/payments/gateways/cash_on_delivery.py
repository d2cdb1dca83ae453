"""Cash on delivery: the parcel leaves first, the carrier brings the money back."""

from django.utils.translation import gettext_lazy as _

from .by_hand import ByHand


class CashOnDelivery(ByHand):
    code = "cash_on_delivery"
    label = _("Cash on delivery")
    hint = _("You pay the carrier at your door.")
    position = 30
    countries = frozenset({"UZ"})
    pays_at_the_door = True

    def time_to_pay(self, days_to_pay: int) -> None:
        return None
