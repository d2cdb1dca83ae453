"""Whether a product can be bought, in a kind shopkeeper's words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from oscar.apps.partner.availability import Base

from shop.catalogue.words import items_in_words
from shop.rules.sale import SaleState

REASONS = {
    SaleState.SOLD_OUT: _("This is sold out for now."),
    SaleState.NOT_CERTIFIED: _("This is still on its way to its certificate."),
    SaleState.NOT_CERTIFIED_HERE: _("This is certified, but not for the market you chose."),
    SaleState.CERTIFICATE_LAPSED: _("Its certificate has run out and is being renewed."),
    SaleState.NO_PRICE: _("This is not offered in the market you chose."),
    SaleState.NOT_SHOWN: _("This is not in our shop any more."),
}


class MarketAvailability(Base):
    """Availability for one product in one market at one moment."""

    def __init__(self, facts) -> None:
        self.state = facts.state
        self.missing_items = facts.missing_items
        self.num_available = facts.left
        self.code = facts.state.value

    @property
    def message(self) -> str:
        if self.state is SaleState.INCOMPLETE:
            return _("Its label lacks something here, so we do not sell it yet: %(items)s.") % {
                "items": items_in_words(self.missing_items)
            }
        return "" if self.state.is_buyable else REASONS[self.state]

    def is_purchase_permitted(self, quantity: int) -> tuple[bool, str]:
        if not self.state.is_buyable:
            return False, self.message
        if quantity > self.num_available:
            return False, ngettext(
                "There is only %(left)d left.", "There are only %(left)d left.", self.num_available
            ) % {"left": self.num_available}
        return True, ""
