"""Which offers a basket gets. One query, and no other where there are none."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from oscar.apps.offer.applicator import Applicator as OscarApplicator
from oscar.core.loading import get_model

from home.prepared import Prepared

#: The key of no basket.
NO_BASKET = 0


class Applicator(OscarApplicator):
    """Oscar's, which asks for the basket's vouchers also where it has none."""

    def get_offers(self, basket, user=None, request=None) -> list:
        offers = available_offers(basket)
        has_vouchers = any(offer.offer_type == offer.VOUCHER for offer in offers)
        site_offers = [offer for offer in offers if offer.offer_type == offer.SITE]
        found = [
            *self.get_session_offers(request),
            *(self.get_basket_offers(basket, user) if has_vouchers else []),
            *self.get_user_offers(user),
            *site_offers,
        ]
        return sorted(found, key=lambda offer: offer.priority, reverse=True)


def available_offers(basket) -> list:
    """Give the offers open to everybody now, and those that hang on the basket's vouchers."""
    now = timezone.now()
    return [
        offer
        for offer in offers_of_basket(basket=basket.pk or NO_BASKET)
        if offer.offer_type == offer.VOUCHER or is_open(offer, now)
    ]


@Prepared
def offers_of_basket(basket: int) -> QuerySet:
    """Give all that a basket may get at some time. The clock stands in no SQL that is kept."""
    ConditionalOffer = get_model("offer", "ConditionalOffer")
    is_for_all = Q(offer_type=ConditionalOffer.SITE, status=ConditionalOffer.OPEN)
    offers = ConditionalOffer.objects.filter(is_for_all | Q(vouchers__basket=basket)).distinct()
    return offers.select_related("condition", "benefit")


def is_open(offer, now: datetime) -> bool:
    """Say what `ConditionalOffer.active` says of one that is open to everybody."""
    has_begun = offer.start_datetime is None or offer.start_datetime <= now
    return has_begun and (offer.end_datetime is None or offer.end_datetime >= now)
