"""The menu shows each role what it may open, no more and no less."""

import pytest

from access.crawl import MENU_LINK, links_of
from access.trying import is_refused
from shop.accounts.models import User
from shop.console.roles import ROLES

pytestmark = pytest.mark.django_db
#: Where the association's own screens are; Wagtail's come and go with what there is.
OURS = ("orders", "money", "coverage", "programme", "sheets", "texts")


def menu(client) -> set[str]:
    """Give the addresses of our pages in somebody's menu."""
    page = client.get("/admin/").content.decode()
    links = links_of(" ".join(f'href="{url}"' for url in MENU_LINK.findall(page)), "/admin/")
    return {url for url in links if url.startswith(tuple(f"/admin/{name}/" for name in OURS))}


@pytest.mark.parametrize("role", ROLES)
def test_menu_shows_a_role_exactly_the_pages_that_it_may_open(log_in, client, role):
    client.force_login(User.objects.create_superuser("owner@ovop.example"))
    everything = menu(client)

    log_in(role)

    assert len(everything) == 11
    assert menu(client) == {url for url in everything if not is_refused(client.get(url))}
