"""Whether a browser has to ask for its basket's number: a sign that the pages' script can read.

The cookie that finds a guest's basket is hidden from scripts. Without this second one, which says
nothing but "there may be something", each visitor's phone would ask for a number that is zero.
"""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

#: Read by basket.js.
SIGN = "has_basket"


@receiver(user_logged_in)
def remember_sign_in(sender, request: HttpRequest | None, **kwargs) -> None:
    """A person's basket waits for them on every device."""
    if request is not None:
        request.has_signed_in = True


def put_up_sign(request: HttpRequest, response: HttpResponse, basket_cookie: str) -> None:
    """Let the sign come and go with the guest's basket, and come with a person who signs in."""
    basket = response.cookies.get(basket_cookie)
    if getattr(request, "has_signed_in", False) or (basket and basket.value):
        response.set_cookie(
            SIGN,
            "1",
            max_age=settings.OSCAR_BASKET_COOKIE_LIFETIME,
            secure=settings.OSCAR_BASKET_COOKIE_SECURE,
            samesite="Lax",
        )
    elif basket and not request.user.is_authenticated:
        response.delete_cookie(SIGN, samesite="Lax")
