"""What every walk does: fill in an address, pay, log in, wait for a letter."""

import re

from conftest import PASSWORD

ADDRESS = {
    "name": "Anna Example",
    "line1": "Hauptstraße 1",
    "city": "Berlin",
    "postcode": "10115",
    "phone": "+49 30 901820",
}
#: Where honey may be sent.
SWISS_ADDRESS = {
    "name": "Anna Example",
    "line1": "Bahnhofstrasse 1",
    "city": "Zürich",
    "postcode": "8001",
    "phone": "+41 44 668 18 00",
}


def fill_address(page, email: str, address: dict[str, str] = ADDRESS) -> None:
    for name, value in ({"email": email} | address).items():
        page.fill(f"[name={name}]", value)


def pay_with(page, number: str) -> None:
    page.fill("[autocomplete=cc-number]", number)
    page.fill("[autocomplete=cc-exp]", "12/34")
    page.fill("[autocomplete=cc-csc]", "123")
    page.fill("[autocomplete=cc-name]", "Anna Example")
    page.get_by_role("button", name=re.compile("^Pay")).click()


def log_in_as(page, who: str) -> None:
    page.goto("/admin/")
    page.fill("[name=username]", f"{who}@ovop.example")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def wait_for_mail(demonstration, page, address: str, number: int) -> list[str]:
    for _ in range(50):
        letters = demonstration.mails_to(address)
        if len(letters) >= number:
            return letters
        page.wait_for_timeout(100)
    return demonstration.mails_to(address)
