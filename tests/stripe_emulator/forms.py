"""Form-encoded bodies with brackets in their names, as Stripe's clients send them.

`a[b][0][c]=1` becomes `{"a": {"b": [{"c": "1"}]}}`. Values stay strings.
"""

import re
from urllib.parse import parse_qsl

from .errors import invalid

NAME = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")
MAX_DEPTH = 12


def parse_form(text):
    """Nested parameters from a query string or a form body.

    Raises: ApiError for names that cannot be nested into one tree.
    """
    tree = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        match = NAME.match(name)
        if not match:
            raise invalid(f"Invalid parameter name: {name}", param=name)
        path = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]
        if len(path) > MAX_DEPTH:
            raise invalid("Parameters are nested too deeply", param=match[1])
        _insert(tree, path, value, name)
    return {name: _with_lists(value) for name, value in tree.items()}


def _insert(node, path, value, name):
    """Put `value` at `path`; an empty step means "one after the last"."""
    *steps, last = path
    for step in steps:
        node = node.setdefault(step or str(len(node)), {})
        if not isinstance(node, dict):
            raise invalid(f"Parameter {name} is both a value and a hash", param=name)
    node[last or str(len(node))] = value


def _with_lists(node):
    """The same tree, in which a dict whose keys are 0, 1, 2… is a list.

    So metadata whose keys are all numbers would be taken for a list.
    """
    if not isinstance(node, dict):
        return node
    if node and all(key.isdecimal() for key in node):
        return [_with_lists(node[key]) for key in sorted(node, key=int)]
    return {key: _with_lists(value) for key, value in node.items()}
