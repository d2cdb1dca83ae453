"""What the till's form holds when it is opened."""

from django.http import HttpRequest

from shop.order.models import Order

from .countries import likely_country
from .forms import CheckoutForm

TYPED = "typed_at_the_till"
#: The longest field of the form; more than that is not worth keeping.
LONGEST_VALUE = 500


def remember_typed(request: HttpRequest) -> None:
    """Keep what was typed while the buyer is sent to the basket to put something right."""
    names = [name for name, field in CheckoutForm.base_fields.items() if not field.widget.is_hidden]
    request.session[TYPED] = {
        name: request.POST[name][:LONGEST_VALUE] for name in names if name in request.POST
    }


def forget_typed(request: HttpRequest) -> None:
    request.session.pop(TYPED, None)


def first_values(request: HttpRequest, countries: list[tuple[str, str]]) -> dict:
    """Offer the last address of somebody with an account, and what was typed just before.

    `countries` are those that the market sends to.
    """
    values = {"country": likely_country(countries)} | known_values(request)
    return values | request.session.get(TYPED, {})


def known_values(request: HttpRequest) -> dict:
    if not request.user.is_authenticated:
        return {}
    values = {"email": request.user.email}
    last = (
        Order.objects.filter(user=request.user, market=request.market)
        .select_related("shipping_address")
        .first()
    )
    if last is not None and last.shipping_address is not None:
        address = last.shipping_address
        values |= {
            "name": address.first_name,
            "country": address.country_id,
            "line1": address.line1,
            "line2": address.line2,
            "city": address.line4,
            "region": address.state,
            "postcode": address.postcode,
            "phone": str(address.phone_number),
        }
    return values
