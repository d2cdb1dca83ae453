"""A guest in our shop, with scripts on: three things, the till, the payment page, the order."""

import requests

from .browser import PATIENCE_SECONDS, Browser, HiddenFields, Stranded

ADDRESS = {
    "name": "Anna Example",
    "email": "anna@example.org",
    # Outside the European Union: honey may be sent there.
    "country": "CH",
    "line1": "Bahnhofstrasse 1",
    "city": "Zürich",
    "postcode": "8001",
    "phone": "+41 44 668 18 00",
}
CARD = {"number": "4242424242424242", "expiry": "12/99", "cvc": "123", "name": "Anna Example"}
TILL = "/en/checkout/"


def fill_basket(browser: Browser, ids: list[int]) -> None:
    """Put one of each into the basket, as the page's script does."""
    for product_id in ids:
        browser.post(f"/en/basket/add/{product_id}/", {"quantity": "1"}, Accept="application/json")


def buy(browser: Browser, ids: list[int], number: int) -> None:
    """Buy one of each, and pay. Raises: `Stranded`."""
    fill_basket(browser, ids)
    address = ADDRESS | {"email": f"guest-{number}@example.org"}
    form = HiddenFields(browser.get(TILL).text).found
    page = browser.post(TILL, form | address | {"action": "refresh"})
    answer = browser.post(TILL, HiddenFields(page.text).found | address)
    if not answer.is_redirect:
        raise Stranded(f"No payment page: {answer.status_code}")
    paid = requests.post(
        answer.headers["Location"], CARD, allow_redirects=False, timeout=PATIENCE_SECONDS
    )
    order = browser.get(paid.headers["Location"])
    if "thanks=1" not in order.url:
        raise Stranded(f"Not paid: {order.url}")
