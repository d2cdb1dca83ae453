"""What Stripe is asked for when a session is opened."""

from shop.order.models import lines_of_order
from shop.rules.money import to_minor

#: Languages of ours that Stripe's page speaks. It knows neither Uzbek nor Karakalpak, and for
#: them asks the browser ("auto"): that names what its owner reads, where to say "ru" ourselves
#: would be a guess about people who chose not to read Russian here.
#: Source: Stripe API reference, Checkout Sessions, `locale`.
STRIPE_LOCALES = {"en", "ja", "ru"}


def session_params(order, session) -> dict:
    """Say what is sold. The same order and attempt always give the same parameters."""
    return {
        "mode": "payment",
        "client_reference_id": order.number,
        "customer_email": order.email,
        "metadata": {"order": order.number},
        "payment_intent_data": {"metadata": {"order": order.number}},
        "line_items": line_items(order),
        "expires_at": int(session.expires_at.timestamp()),
        "success_url": f"{order.get_full_url()}paid/?session={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{order.get_full_url()}back/",
        "locale": order.language if order.language in STRIPE_LOCALES else "auto",
    }


def line_items(order) -> list[dict]:
    """Give each line whole, discounts in, so that the sum is the order's total to the unit."""
    items = [
        (
            f"{line.quantity} × {line.title}" if line.quantity > 1 else line.title,
            line.line_price_incl_tax,
        )
        for line in lines_of_order(order=order.pk)
    ]
    if order.shipping_incl_tax:
        items.append((order.shipping_method, order.shipping_incl_tax))
    return [
        {
            "quantity": 1,
            "price_data": {
                "currency": order.currency.lower(),
                "unit_amount": to_minor(amount, order.currency),
                "product_data": {"name": name[:250]},
            },
        }
        for name, amount in items
    ]
