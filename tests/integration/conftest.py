import pytest
from django.test import Client

from shop.setup import ensure_site_tree


class SameOriginClient(Client):
    """A browser says where a form came from; so does this client."""

    def post(self, *args, **kwargs):
        kwargs.setdefault("headers", {}).setdefault("Sec-Fetch-Site", "same-origin")
        return super().post(*args, **kwargs)


@pytest.fixture
def shopper(db):
    return SameOriginClient()


@pytest.fixture
def site_tree(db):
    return ensure_site_tree()
