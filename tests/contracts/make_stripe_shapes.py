"""`python tests/contracts/make_stripe_shapes.py SAMPLES`: write stripe_shapes.json anew.

SAMPLES is a JSON file with "source" (a line that names it, its licence and its
date) and "resources", Stripe's sample objects by kind. Of these only the keys
and the types of the values are kept.
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("stripe_shapes.json")
KINDS = (
    "balance_transaction",
    "charge",
    "checkout.session",
    "dispute",
    "event",
    "item",
    "payment_intent",
    "refund",
)
NAMES = {
    bool: "boolean",
    float: "number",
    int: "integer",
    str: "string",
    type(None): "null",
}


def shape_of(value):
    """The same tree with the name of its JSON type in the place of each plain value.

    A list becomes a list of the one shape that its entries share, or an empty one.
    Raises: ValueError for a list of several shapes.
    """
    if isinstance(value, dict):
        return {key: shape_of(inner) for key, inner in sorted(value.items())}
    if isinstance(value, list):
        shapes = []
        for entry in value:
            if shape_of(entry) not in shapes:
                shapes.append(shape_of(entry))
        if len(shapes) > 1:
            raise ValueError(f"a list of several shapes: {shapes}")
        return shapes
    return NAMES[type(value)]


def main(samples):
    """Write the shapes of the kinds that the emulator plays."""
    given = json.loads(Path(samples).read_text(encoding="utf-8"))
    shapes = {
        "source": given["source"],
        "holds": "keys and types only, written by make_stripe_shapes.py",
        "shapes": {kind: shape_of(given["resources"][kind]) for kind in KINDS},
    }
    TARGET.write_text(json.dumps(shapes, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
