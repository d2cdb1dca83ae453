"""Lists: newest first, filtered, page by page.

Source: https://docs.stripe.com/api/pagination
"""

import operator

from . import objects
from .errors import no_such

DEFAULT_LIMIT = 10
PAGING_NAMES = {"limit", "starting_after", "ending_before", "expand", "created"}
BOUNDS = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}


def list_page(things, params, url):
    """The page of `things` (newest first) that checked `params` ask for.

    Raises: ApiError when the cursor names nothing in the list.
    """
    filters = {name: value for name, value in params.items() if name not in PAGING_NAMES}
    found = [
        thing
        for thing in things
        if _is_in_time(thing, params.get("created")) and _matches(thing, filters)
    ]
    limit = params.get("limit", DEFAULT_LIMIT)
    if "ending_before" in params:
        end = _position(found, params["ending_before"], "ending_before")
        start = max(0, end - limit)
        return objects.page(found[start:end], url, has_more=start > 0)
    start = 0
    if "starting_after" in params:
        start = _position(found, params["starting_after"], "starting_after") + 1
    end = start + limit
    return objects.page(found[start:end], url, has_more=end < len(found))


def _position(things, id, param):
    for index, thing in enumerate(things):
        if thing["id"] == id:
            return index
    raise no_such("object", id, param=param)


def _is_in_time(thing, created):
    if created is None:
        return True
    if isinstance(created, int):
        return thing["created"] == created
    return all(BOUNDS[name](thing["created"], bound) for name, bound in created.items())


def _matches(thing, filters):
    return all(_fits(thing, name, wanted) for name, wanted in filters.items())


def _fits(thing, name, wanted):
    if name == "types":
        return thing["type"] in wanted
    if isinstance(wanted, dict):
        return _matches(thing.get(name) or {}, wanted)
    return thing.get(name) == wanted
