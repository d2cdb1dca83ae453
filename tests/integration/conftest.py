import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import translation

from shop.accounts.models import User
from shop.setup import ensure_site_tree


class SameOriginClient(Client):
    """A browser says where a form came from; so does this client."""

    def post(self, *args, **kwargs):
        kwargs.setdefault("headers", {}).setdefault("Sec-Fetch-Site", "same-origin")
        return super().post(*args, **kwargs)


@pytest.fixture(autouse=True)
def english():
    """Begin in English: a request leaves its language behind, and records are written in it."""
    translation.activate("en")


@pytest.fixture
def shopper(db):
    return SameOriginClient()


@pytest.fixture
def site_tree(db):
    return ensure_site_tree()


@pytest.fixture
def log_in(site_tree, client):
    """Log the client in as somebody of a role."""

    def enter(role: str):
        email = f"{role.split()[0].lower()}@ovop.example"
        user = User.objects.filter(email=email).first() or User.objects.create_user(email)
        user.groups.set([Group.objects.get(name=role)])
        client.force_login(user)
        return client

    return enter
