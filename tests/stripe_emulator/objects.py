"""API objects in the shapes of Stripe's published samples (`templates.json`).

Every object starts as a copy of its sample, is cleaned of the sample's noise
(options that a plain shop never switches on), then gets its facts. So the keys
are always exactly the sample's.
"""

import copy
import json
import secrets
import string
from functools import cache
from pathlib import Path

ALPHABET = string.ascii_letters + string.digits

PREFIXES = {
    "checkout.session": ("cs_test_a1", 56),
    "payment_intent": ("pi_3", 23),
    "charge": ("ch_3", 23),
    "refund": ("re_3", 23),
    "event": ("evt_1", 23),
    "dispute": ("du_1", 23),
    "balance_transaction": ("txn_3", 23),
    "item": ("li_1", 23),
    "price": ("price_1", 23),
    "product": ("prod_", 14),
    "payment_method": ("pm_1", 23),
    "shipping_rate": ("shr_1", 23),
    "request": ("req_", 14),
}

NO_ADDRESS = dict.fromkeys(["city", "country", "line1", "line2", "postal_code", "state"])

CLEAN = {
    "checkout.session": {
        "adaptive_pricing": {"enabled": False},
        "after_expiration": None,
        "automatic_tax": {"enabled": False, "liability": None, "status": None, "provider": None},
        "collected_information": None,
        "consent": None,
        "consent_collection": None,
        "currency_conversion": None,
        "custom_text": dict.fromkeys(
            ["after_submit", "shipping_address", "submit", "terms_of_service_acceptance"]
        ),
        "customer_creation": "if_required",
        "customer_details": None,
        "invoice_creation": {
            "enabled": False,
            "invoice_data": {
                "account_tax_ids": None,
                "custom_fields": None,
                "description": None,
                "footer": None,
                "issuer": None,
                "metadata": {},
                "rendering_options": None,
            },
        },
        "managed_payments": {"enabled": False},
        "payment_intent": None,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": None,
        "permissions": None,
        "saved_payment_method_options": None,
        "shipping_address_collection": None,
        "shipping_cost": None,
        "ui_mode": "hosted_page",
    },
    "payment_intent": {
        "automatic_payment_methods": None,
        "canceled_at": None,
        "last_payment_error": None,
        "managed_payments": {"enabled": False},
        "next_action": None,
        "payment_method_configuration_details": None,
        "processing": None,
        "shipping": None,
        "transfer_data": None,
    },
    "charge": {
        "calculated_statement_descriptor": None,
        "description": None,
        "receipt_url": None,
        "refunds": None,
        "shipping": None,
        "source": None,
        "transfer_data": None,
    },
    "refund": {},
    "event": {},
    "dispute": {"enhanced_eligibility_types": []},
    "balance_transaction": {},
    "item": {"adjustable_quantity": None, "metadata": {}},
}

CLEAN_PRICE = {
    "active": False,
    "custom_unit_amount": None,
    "recurring": None,
    "transform_quantity": None,
}

CLEAN_CARD = {
    "extended_authorization": {"status": "disabled"},
    "installments": None,
    "three_d_secure": None,
    "wallet": None,
    "regulated_status": "unregulated",
}


@cache
def samples():
    """Stripe's sample objects by kind. Not to be changed."""
    text = (Path(__file__).parent / "templates.json").read_text(encoding="utf-8")
    return json.loads(text)["resources"]


def new_id(kind):
    """A fresh id that looks like Stripe's for this kind."""
    prefix, length = PREFIXES[kind]
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


def build(kind, **facts):
    """A clean object of this kind with a fresh id and these facts.

    Raises: KeyError for a fact that the sample has no key for.
    """
    thing = copy.deepcopy(samples()[kind])
    thing.update(copy.deepcopy(CLEAN[kind]))
    for name, value in {"id": new_id(kind), **facts}.items():
        if name not in thing:
            raise KeyError(f"{kind} has no {name}")
        thing[name] = value
    return thing


def build_item(*, name, unit_amount, currency, quantity, created, metadata):
    """A line of a Checkout Session, its price made on the spot."""
    amount = unit_amount * quantity
    price = {
        **copy.deepcopy(samples()["item"]["price"]),
        **CLEAN_PRICE,
        "id": new_id("price"),
        "product": new_id("product"),
        "created": created,
        "currency": currency,
        "unit_amount": unit_amount,
        "unit_amount_decimal": str(unit_amount),
    }
    return build(
        "item",
        amount_subtotal=amount,
        amount_total=amount,
        currency=currency,
        description=name,
        price=price,
        quantity=quantity,
        metadata=metadata,
    )


def card_details(card, amount):
    """`charge.payment_method_details` for a card."""
    details = copy.deepcopy(samples()["charge"]["payment_method_details"])
    details["card"].update(
        CLEAN_CARD,
        amount_authorized=amount,
        brand=card.brand,
        network=card.brand,
        country=card.country,
        exp_month=card.exp_month,
        exp_year=card.exp_year,
        last4=card.number[-4:],
        fingerprint=card.fingerprint,
        overcapture={"maximum_amount_capturable": amount, "status": "unavailable"},
    )
    return details


def konbini_details():
    """`charge.payment_method_details` for a payment at a convenience store."""
    return {"konbini": {"store": {"chain": "lawson"}}, "type": "konbini"}


def page(data, url, *, has_more=False):
    """A list as the API gives it."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}
