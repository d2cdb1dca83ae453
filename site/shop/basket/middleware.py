from oscar.apps.basket.middleware import BasketMiddleware as OscarBasketMiddleware


class BasketMiddleware(OscarBasketMiddleware):
    """Oscar's, save that pages get no basket: what the basket holds is nobody else's business.

    Oscar hands `request.basket` to every template; ours ask for it where they
    show it, so that a public page cannot come to hold it by accident.
    """

    def process_template_response(self, request, response):
        return response
