from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject, empty
from oscar.apps.basket.middleware import BasketMiddleware as OscarBasketMiddleware

from home.prepared import Prepared

from .applicator import Applicator
from .models import Basket
from .sign import put_up_sign


@Prepared
def open_basket_of_a_guest(pk: int) -> QuerySet:
    return Basket.objects.filter(pk=pk, owner=None, status=Basket.OPEN)


class BasketMiddleware(OscarBasketMiddleware):
    """Oscar's, save for two things.

    Pages get no basket: what the basket holds is nobody else's business. Oscar hands
    `request.basket` to every template; ours ask for it where they show it, so that a
    public page cannot come to hold it by accident.

    `request.bare_basket` is the same basket before its lines are priced, for those who
    count or change them.
    """

    def __call__(self, request):
        request.bare_basket = SimpleLazyObject(lambda: self.get_bare_basket(request))
        return super().__call__(request)

    def get_bare_basket(self, request):
        basket = self.get_basket(request)
        basket.strategy = request.strategy
        return basket

    def get_cookie_basket(self, cookie_key, request, manager) -> Basket | None:
        """Give the basket that the cookie signs for; a cookie that signs for none is to go."""
        if cookie_key not in request.COOKIES:
            return None
        try:
            [basket] = open_basket_of_a_guest(pk=int(Signer().unsign(request.COOKIES[cookie_key])))
        except (BadSignature, ValueError):
            request.cookies_to_delete.append(cookie_key)
            return None
        return basket

    def apply_offers_to_basket(self, request, basket) -> None:
        if not basket.is_empty:
            Applicator().apply(basket, request.user, request)

    def process_response(self, request, response):
        # Oscar sets the cookie of a basket that was asked for; the bare one counts as such.
        is_untouched = getattr(request.basket, "_wrapped", None) is empty
        if is_untouched and request._basket_cache is not None:
            request.basket = request._basket_cache
        response = super().process_response(request, response)
        put_up_sign(request, response, self.get_cookie_key(request))
        return response

    def process_template_response(self, request, response):
        return response
