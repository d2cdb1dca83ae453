"""Every address of the admin is tried as everybody: it lets in whom the table names, nobody else,
and it never breaks. See tests/access/addresses.py."""

import pytest
from django.urls import reverse

from access.addresses import LEADING_ELSEWHERE, screens
from access.found import arguments, is_wagtails, staff_patterns
from access.screen import LETTERS, Screen, known_letters
from access.shop import make_samples
from access.trying import answer_to, is_refused
from shop.console.roles import ROLES

HOW_TO_ADD = (
    "Each address of the admin has a line in tests/access/addresses.py that says who may open it: "
    'Screen("name:of-address", "What it is, in words", "letters of roles"), or viewset(...) for a '
    "list of Wagtail's. Then run: python -m tools.permissions. Missing: "
)


def to_try() -> dict[str, Screen]:
    """Give the table, and for pages of Oscar's that lead elsewhere what holds for them all."""
    leading = {
        name: Screen(name, "Leads to the console", "MA")
        for name in staff_patterns()
        if name.startswith(LEADING_ELSEWHERE)
    }
    return leading | screens()


@pytest.fixture
def tried(site_tree):
    """Give each address to try, with its line of the table."""
    samples = make_samples(site_tree)
    found = staff_patterns()
    return [
        (reverse(name, kwargs=samples.arguments(name, arguments(pattern))), screen)
        for name, screen in to_try().items()
        for _, pattern in found[name]
    ]


def test_every_address_has_a_line_that_says_who_may_open_it():
    known = to_try()

    missing = [name for name in staff_patterns() if name not in known and not is_wagtails(name)]

    assert not missing, HOW_TO_ADD + ", ".join(missing)


def test_the_table_names_no_address_that_is_not_there():
    gone = set(screens()) - set(staff_patterns())

    assert not gone, f"These lines of tests/access/addresses.py name nothing any more: {gone}"


def test_letters_of_the_table_are_the_roles():
    assert known_letters()
    assert list(LETTERS.values()) == [name for name in LETTERS.values() if name in ROLES]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_where_the_table_says_and_nowhere_else(log_in, tried, role, method):
    client = log_in(role)
    wrong = []

    for url, screen in tried:
        if screen.is_public or (method == "post" and not screen.takes_posts):
            continue
        response = answer_to(client, method, url)
        # Where an address takes no such method there is nothing to get into.
        is_wrong = response.status_code != 405 and is_refused(response) == (role in screen.roles)
        if is_wrong or response.status_code >= 500:
            wrong.append(f"{url} answers {role} with {response.status_code}")

    assert not wrong, f"{role}, {method}: " + "; ".join(wrong)


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_sent_to_the_one_login(client, tried, method):
    wrong = []

    for url, _ in tried:
        response = answer_to(client, method, url)
        if response.status_code != 302 or not response.url.startswith("/admin/login/"):
            wrong.append(f"{url} answers {response.status_code}")

    assert not wrong, "; ".join(wrong)
