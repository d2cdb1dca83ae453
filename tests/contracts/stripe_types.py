"""What the installed `stripe` package says of a value's type.

Its classes are generated from Stripe's OpenAPI description, so their annotations
are a second source beside the sample objects: they say what a key holds where
the sample shows null, and which words a string may be.
"""

import inspect
import sys
import types
import typing
from decimal import Decimal
from importlib import import_module

from stripe._list_object import ListObject
from stripe._object_classes import OBJECT_CLASSES
from stripe._request_options import RequestOptions
from stripe._stripe_object import StripeObject, UntypedStripeObject
from typing_extensions import is_typeddict

#: JSON has no decimals of its own: Stripe sends them as strings.
PLAIN = {str: str, int: int, bool: bool, float: (int, float), Decimal: str}


def class_of(kind):
    """The package's class for an object whose "object" is `kind`."""
    module, name = OBJECT_CLASSES[kind]
    return getattr(import_module(module), name)


def fields(owner):
    """The annotated keys of a class of the package, or of its typed parameters, by name."""
    if is_typeddict(owner):
        # Without the options of a request, which every one inherits.
        hints = {
            name: hint
            for name, hint in owner.__annotations__.items()
            if name not in RequestOptions.__annotations__
        }
        holder = types.SimpleNamespace(__annotations__=hints)
        return typing.get_type_hints(holder, globalns=vars(sys.modules[owner.__module__]))
    return {
        name: hint
        for name, hint in inspect.get_annotations(owner).items()
        if typing.get_origin(hint) is not typing.ClassVar and not name.startswith("_")
    }


def faults(value, hint, path=""):
    """What is wrong with a JSON value whose annotation is `hint`: a list of sentences."""
    if hint is typing.Any:
        return []
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _union_faults(value, arguments, path)
    if origin is typing.Literal:
        return [] if value in arguments else [f"{path}: {value!r} is none of {arguments}"]
    if origin is list:
        return _list_faults(value, arguments[0], path)
    if origin in (dict, UntypedStripeObject):
        return _mapping_faults(value, arguments[-1], path)
    if origin is ListObject:
        return _page_faults(value, arguments[0], path)
    if hint in PLAIN:
        is_right = isinstance(value, PLAIN[hint]) and (hint is bool or not isinstance(value, bool))
        return [] if is_right else [f"{path}: {value!r} is no {hint.__name__}"]
    if isinstance(hint, str | typing.ForwardRef):
        return _resource_faults(value, hint, path)
    return _object_faults(value, hint, path)


def _union_faults(value, arguments, path):
    if value is None:
        return [] if type(None) in arguments else [f"{path}: is null"]
    # `Union[Literal[...], str]` leaves room for words of the future; ours must be known ones.
    words = [a for a in arguments if typing.get_origin(a) is typing.Literal]
    choices = [a for a in arguments if a is not type(None) and not (words and a is str)]
    each = [faults(value, choice, path) for choice in choices]
    return [] if [] in each else min(each, key=len)


def _list_faults(value, hint, path):
    if not isinstance(value, list):
        return [f"{path}: {value!r} is no list"]
    return [f for index, v in enumerate(value) for f in faults(v, hint, f"{path}[{index}]")]


def _mapping_faults(value, hint, path):
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no mapping"]
    return [f for key, v in value.items() for f in faults(v, hint, f"{path}.{key}")]


def _page_faults(value, hint, path):
    if not isinstance(value, dict) or value.get("object") != "list":
        return [f"{path}: {value!r} is no list object"]
    found = _list_faults(value["data"], hint, f"{path}.data")
    found += faults(value["has_more"], bool, f"{path}.has_more")
    return found + faults(value["url"], str, f"{path}.url")


def _resource_faults(value, hint, path):
    """A resource is annotated by its name alone; the value's "object" says which class it is."""
    name = getattr(hint, "__forward_arg__", hint)
    if not isinstance(value, dict) or value.get("object") not in OBJECT_CLASSES:
        return [f"{path}: {value!r} is no {name}"]
    return _object_faults(value, class_of(value["object"]), path)


def _object_faults(value, owner, path):
    if not (is_typeddict(owner) or issubclass(owner, StripeObject)):
        return [f"{path}: the annotation {owner!r} is not understood"]
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {owner.__qualname__}"]
    known = fields(owner)
    found = [f"{path}.{key}: {owner.__qualname__} has no such key" for key in value.keys() - known]
    found += [
        f"{path}.{key}: {owner.__qualname__} must have it"
        for key in _required(owner, known) - value.keys()
    ]
    for key in sorted(value.keys() & known.keys()):
        found += faults(value[key], known[key], f"{path}.{key}")
    return found


def _required(owner, known):
    if is_typeddict(owner):
        return owner.__required_keys__
    return {name for name, hint in known.items() if type(None) not in typing.get_args(hint)}
