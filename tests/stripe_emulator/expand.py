"""`expand[]`: ids replaced by the objects they name.

Source: https://docs.stripe.com/api/expanding_objects
"""

import copy

from . import objects
from .checkout import basket
from .errors import invalid

MAX_DEPTH = 4

REFERENCES = {
    "balance_transaction": "balance_transaction",
    "charge": "charge",
    "failure_balance_transaction": "balance_transaction",
    "latest_charge": "charge",
    "payment_intent": "payment_intent",
}


def expanded(account, thing, paths):
    """A copy of an object or a list with every path in `paths` expanded.

    Raises: ApiError for a path that cannot be expanded.
    """
    thing = copy.deepcopy(thing)
    for path in paths or []:
        steps = path.split(".")
        if len(steps) > MAX_DEPTH + (steps[0] == "data"):
            raise invalid(
                f"You cannot expand more than {MAX_DEPTH} levels of a property.", param="expand"
            )
        _expand(account, thing, steps, path)
    return thing


def _expand(account, thing, steps, path):
    step, *rest = steps
    if thing["object"] == "list" and step == "data" and rest:
        for entry in thing["data"]:
            _expand(account, entry, rest, path)
        return
    if (thing["object"], step) in INCLUDED:
        if not isinstance(thing.get(step), dict):
            thing[step] = INCLUDED[thing["object"], step](account, thing)
    elif step in REFERENCES and step in thing:
        if isinstance(thing[step], str):
            thing[step] = copy.deepcopy(account.store.get(REFERENCES[step], thing[step]))
    else:
        raise invalid(f"This property cannot be expanded ({path}).", param="expand")
    if rest and thing[step] is not None:
        _expand(account, thing[step], rest, path)


def _line_items(account, session):
    items = copy.deepcopy(basket(account, session["id"])["items"])
    return objects.page(items, f"/v1/checkout/sessions/{session['id']}/line_items")


def _refunds(account, charge):
    refunds = [r for r in account.store.all("refund") if r["charge"] == charge["id"]]
    return objects.page(copy.deepcopy(refunds[::-1]), f"/v1/charges/{charge['id']}/refunds")


INCLUDED = {
    ("checkout.session", "line_items"): _line_items,
    ("charge", "refunds"): _refunds,
}
