"""Which offers a basket gets. One query, and no other where there are none."""

from django.db.models import Q
from oscar.apps.offer.applicator import Applicator as OscarApplicator
from oscar.core.loading import get_model


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
    ConditionalOffer = get_model("offer", "ConditionalOffer")
    for_all = ConditionalOffer.active.filter(offer_type=ConditionalOffer.SITE)
    is_available = Q(pk__in=for_all.order_by().values("pk"))
    if basket.pk:
        is_available |= Q(vouchers__basket=basket.pk)
    offers = ConditionalOffer.objects.filter(is_available).distinct()
    return list(offers.select_related("condition", "benefit"))
