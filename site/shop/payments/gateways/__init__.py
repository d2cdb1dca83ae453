"""The ways to pay, found by themselves: each module here may hold one."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from .base import Gateway


@cache
def gateways() -> dict[str, Gateway]:
    """Give one gateway of each kind by its code, in their order at the till."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    found = sorted(subclasses(Gateway), key=lambda kind: kind.position)
    return {kind.code: kind() for kind in found}


def subclasses(kind: type) -> list[type]:
    """Give the concrete kinds of gateway."""
    below = [deeper for direct in kind.__subclasses__() for deeper in subclasses(direct)]
    return below or [kind]


def gateway_for(code: str) -> Gateway:
    """Give the gateway of that code. Raises: `KeyError` for an unknown one."""
    return gateways()[code]


def gateway_choices() -> list[tuple[str, str]]:
    """Give (code, label) for forms; a callable, so that a new gateway needs no migration."""
    return [(code, gateway.label) for code, gateway in gateways().items()]
