"""The ways to pay, by name."""

from .base import Gateway


def gateway_for(name: str) -> Gateway:
    """Give the gateway of that name. Raises: `KeyError` for an unknown one."""
    from .stripe_checkout import StripeCheckout

    gateways = {"stripe": StripeCheckout}
    return gateways[name]()
