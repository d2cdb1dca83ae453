"""Nobody meets a page that refuses by following what they are shown."""

import pytest

from access.addresses import screens
from access.crawl import walk
from access.found import staff_patterns
from access.shop import make_samples
from shop.accounts.models import User
from shop.console.roles import ROLES

MOST_PAGES = 200


@pytest.mark.parametrize("role", ROLES)
def test_no_link_that_a_role_sees_is_refused_or_broken(log_in, site_tree, role):
    make_samples(site_tree)
    User.objects.create_superuser("owner@ovop.example")
    client = log_in(role)

    done = walk(client, most=MOST_PAGES)

    assert "/admin/" in done.seen
    assert not done.refused, f"{role} is refused: " + "; ".join(done.refused)
    assert not done.broken, f"{role} finds broken: " + "; ".join(done.broken)


def test_every_page_of_the_menu_has_a_line_in_the_table(site_tree, client):
    client.force_login(User.objects.create_superuser("owner@ovop.example"))
    named = {"/" + route: name for name, found in staff_patterns().items() for route, _ in found}

    menu = walk(client, most=1)
    page = client.get("/admin/").content.decode()
    reached = {url for url in named if f'"url": "{url}"' in page.replace("\\u002D", "-")}

    assert menu.seen == ["/admin/"]
    assert reached
    assert {named[url] for url in reached} - set(screens()) == set()
