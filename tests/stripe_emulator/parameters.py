"""The parameters that the emulated endpoints take; every other name is refused."""

from .schema import Hash, currency, email, integer, list_of, metadata, one_of, text, url

ADDRESS = Hash(
    {
        "city": text(),
        "country": text(2),
        "line1": text(),
        "line2": text(),
        "postal_code": text(),
        "state": text(),
    }
)
EXPAND = list_of(text(), most=20)

PRODUCT = Hash(
    {
        "name": text(),
        "description": text(),
        "images": list_of(url, most=8),
        "metadata": metadata,
    },
    required=["name"],
)
PRICE = Hash(
    {
        "currency": currency,
        "unit_amount": integer(least=0),
        "product_data": PRODUCT,
        "tax_behavior": one_of("exclusive", "inclusive", "unspecified"),
    },
    required=["currency", "unit_amount", "product_data"],
)
LINE_ITEM = Hash(
    {"price_data": PRICE, "quantity": integer(least=1, most=999_999), "metadata": metadata},
    required=["price_data", "quantity"],
)

DELIVERY_BOUND = Hash(
    {
        "unit": one_of("business_day", "day", "hour", "month", "week"),
        "value": integer(least=1),
    },
    required=["unit", "value"],
)
SHIPPING_RATE = Hash(
    {
        "display_name": text(100),
        "type": one_of("fixed_amount"),
        "fixed_amount": Hash(
            {"amount": integer(least=0), "currency": currency}, required=["amount", "currency"]
        ),
        "delivery_estimate": Hash({"minimum": DELIVERY_BOUND, "maximum": DELIVERY_BOUND}),
        "metadata": metadata,
        "tax_behavior": one_of("exclusive", "inclusive", "unspecified"),
    },
    required=["display_name", "fixed_amount"],
)
SHIPPING_OPTION = Hash({"shipping_rate_data": SHIPPING_RATE}, required=["shipping_rate_data"])

PAYMENT_INTENT = Hash(
    {
        "description": text(1000),
        "metadata": metadata,
        "receipt_email": email,
        "shipping": Hash(
            {
                "address": ADDRESS,
                "carrier": text(),
                "name": text(),
                "phone": text(),
                "tracking_number": text(),
            },
            required=["address", "name"],
        ),
        "statement_descriptor": text(22),
        "statement_descriptor_suffix": text(22),
    }
)

LOCALE_CODES = (
    "auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms "
    "mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
)

METHODS = list_of(text(), most=50)

# No `payment_method_types`: Stripe refuses it since API version 2026-09-30.endive.
# Source: https://docs.stripe.com/changelog/endive/2026-09-30/remove-payment-method-types-checkout-sessions
SESSION_CREATE = Hash(
    {
        "allowed_payment_method_types": METHODS,
        "cancel_url": url,
        "client_reference_id": text(200),
        "currency": currency,
        "customer_email": email,
        "excluded_payment_method_types": METHODS,
        "expand": EXPAND,
        "expires_at": integer(),
        "line_items": list_of(LINE_ITEM, most=100),
        "locale": one_of(*LOCALE_CODES.split()),
        "metadata": metadata,
        "mode": one_of("payment"),
        "payment_intent_data": PAYMENT_INTENT,
        "payment_method_options": Hash(
            {"konbini": Hash({"expires_after_days": integer(least=1, most=60)})}
        ),
        "shipping_options": list_of(SHIPPING_OPTION, most=5),
        "submit_type": one_of("auto", "book", "donate", "pay"),
        "success_url": url,
        "ui_mode": one_of("hosted_page"),
    },
    required=["line_items", "mode", "success_url"],
)
ONLY_EXPAND = Hash({"expand": EXPAND})

REFUND_CREATE = Hash(
    {
        "amount": integer(least=1),
        "charge": text(),
        "expand": EXPAND,
        "instructions_email": email,
        "metadata": metadata,
        "payment_intent": text(),
        "reason": one_of("duplicate", "fraudulent", "requested_by_customer"),
    }
)

PAGING = {
    "ending_before": text(),
    "expand": EXPAND,
    "limit": integer(least=1, most=100),
    "starting_after": text(),
}
MOMENT = integer(least=0)
MOMENTS = Hash({"gt": MOMENT, "gte": MOMENT, "lt": MOMENT, "lte": MOMENT})


def created(value, name):
    """A moment, or a hash of bounds."""
    return (MOMENTS if isinstance(value, dict) else MOMENT)(value, name)


def list_parameters(**filters):
    """The parameters of a list that can be paged, bounded in time and filtered."""
    return Hash({**PAGING, "created": created, **filters})


LIST_LINE_ITEMS = Hash(PAGING)
LISTS = {
    "checkout.session": list_parameters(
        customer_details=Hash({"email": email}),
        payment_intent=text(),
        status=one_of("open", "complete", "expired"),
    ),
    "payment_intent": list_parameters(),
    "charge": list_parameters(payment_intent=text()),
    "refund": list_parameters(charge=text(), payment_intent=text()),
    "event": list_parameters(type=text(), types=list_of(text(), most=20)),
    "balance_transaction": list_parameters(source=text(), type=text()),
    "dispute": list_parameters(charge=text(), payment_intent=text()),
}
