"""What every walk does: fill in an address, pay, log in, wait for a letter, keep a picture."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from conftest import PASSWORD

SCREENS = Path(__file__).resolve().parents[2] / "var" / "walks"
#: A phone and a desk, in px.
WIDTHS = (390, 1280)
WHOLE_HEIGHT = """() => {
  const scrolled = [...document.querySelectorAll("html, main, .content-wrapper")];
  return Math.max(844, ...scrolled.map((el) => el.scrollHeight));
}"""
END_SLIDING = """() => document.getAnimations()
  .filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())"""

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


def keep_picture(page, name: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True, animations="disabled")


def keep_pictures(page, name: str) -> None:
    """Keep one as wide as a phone and one as wide as a desk; the page stays as wide as it was.

    The admin scrolls within the page, so the window is made as high as what it shows.
    """
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        # The menu slides as the width changes, and lines break anew until it has slid.
        page.evaluate(END_SLIDING)
        page.set_viewport_size({"width": width, "height": page.evaluate(WHOLE_HEIGHT)})
        keep_picture(page, f"{name}-{width}")
    page.set_viewport_size(before)


@contextmanager
def database_of(demonstration) -> Iterator[sqlite3.Connection]:
    """Open the demonstration's data; what was written is kept at the end."""
    path = Path(demonstration.environment["VAR_ROOT"]) / "db.sqlite3"
    with closing(sqlite3.connect(path, timeout=20)) as database, database:
        yield database


def provider_books(demonstration) -> dict:
    """Give all that the payment provider has kept."""
    return json.loads((Path(demonstration.environment["VAR_ROOT"]) / "emulator.json").read_text())


def session_of(demonstration, number: str) -> dict:
    """Give the payment session of an order as the provider keeps it."""
    sessions = provider_books(demonstration)["objects"]["checkout.session"].values()
    return [each for each in sessions if number in str(each)][-1]
