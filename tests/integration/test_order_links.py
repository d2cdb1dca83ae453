"""Addresses of orders: what is no link of ours is not looked up, and breaks nothing."""

import pytest
from django.urls import Resolver404, resolve, reverse

from shop.rules.orders import new_order_token


@pytest.mark.parametrize("token", ["a\0b", "a b", "a%b"])
def test_what_cannot_be_a_token_is_no_address(token):
    with pytest.raises(Resolver404):
        resolve(f"/en/orders/{token}/")


def test_every_token_makes_an_address():
    for _ in range(50):
        token = new_order_token()
        assert resolve(reverse("orders:detail", args=[token])).kwargs == {"token": token}
