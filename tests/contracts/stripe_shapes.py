"""Whether an object is as Stripe gives it.

Two sources: the shapes of Stripe's sample objects (`stripe_shapes.json`) say which
keys there are and of what type; the `stripe` package says what a key may hold where
the sample shows null, or the object shows null and the sample does not.
"""

import json
from pathlib import Path

from make_stripe_shapes import NAMES
from stripe_types import class_of, faults

FILE = Path(__file__).with_name("stripe_shapes.json")
SHAPES = json.loads(FILE.read_text(encoding="utf-8"))["shapes"]

#: Where an object may have other keys than the sample; the package's class still limits them.
OPEN = {
    "charge.payment_method_details": "has the key of the means of payment; the sample's is a card",
    "payment_intent.last_payment_error": "the sample is another kind of error",
    "payment_intent.next_action": "has the key of its type; the sample's type is made up",
    "refund.destination_details": "has the key of the means of payment; the sample's is a card",
}

#: Keys that an object has beside the sample's.
ADDED = {
    "checkout.session.line_items": "only where it was asked for by expand[]",
    "refund.failure_balance_transaction": "only on a refund that failed",
    "refund.failure_reason": "only on a refund that failed",
    "refund.instructions_email": "only where the customer is asked for a bank account",
    "refund.next_action": "only where the customer is asked for a bank account",
    "refund.pending_reason": "only on a refund that is pending",
}

#: Keys that the package, newer than the samples, calls for.
NEWER = {
    "dispute.evidence_details.submission_method": "came after the samples of August 2026",
}


def contract_faults(thing):
    """What is wrong with an API object, by both sources: a list of sentences."""
    kind = thing["object"]
    found = shape_faults(thing) + faults(thing, class_of(kind), kind)
    if kind == "event":
        found += contract_faults(thing["data"]["object"])
    return [fault for fault in found if fault.partition(":")[0] not in NEWER]


def shape_faults(value, shape="null", path=""):
    """Where a JSON value has not the sample's keys or types: a list of sentences.

    An object with an "object" of its own, however deep, is held against its own sample.
    Null is fine here: whether it may be is for the package to say.
    """
    kind = value.get("object") if isinstance(value, dict) else None
    if isinstance(kind, str) and kind in SHAPES:
        shape, path = SHAPES[kind], kind
    if value is None:
        return []
    if not _is_alike(value, shape):
        return [f"{path}: {value!r} is not of the sample's type"]
    if isinstance(value, dict):
        return _hash_faults(value, shape, path)
    if isinstance(value, list):
        inner = shape[0] if isinstance(shape, list) and shape else "null"
        return [fault for entry in value for fault in shape_faults(entry, inner, f"{path}[]")]
    return []


def _is_alike(value, shape):
    if shape == "null":
        return True
    if isinstance(value, dict | list):
        return type(value) is type(shape)
    return NAMES[type(value)] == shape


def _hash_faults(value, shape, path):
    known = {} if shape == "null" else shape
    # An empty hash in the sample shows nothing of what may be inside.
    is_open = not known or path in OPEN
    found = []
    if not is_open:
        found += [f"{path}.{key}: is missing" for key in known.keys() - value.keys()]
        found += [
            f"{path}.{key}: is not in the sample"
            for key in value.keys() - known.keys()
            if f"{path}.{key}" not in ADDED
        ]
    for key, inner in value.items():
        found += shape_faults(inner, known.get(key, "null"), f"{path}.{key}")
    return found
