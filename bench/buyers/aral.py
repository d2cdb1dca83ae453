"""A guest in our shop, with scripts on: three things, the till, the payment page, the order."""

from .browser import Browser, Stranded, hidden_fields
from .http import send

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
    form = hidden_fields(browser.get(TILL).text)
    page = browser.post(TILL, form | address | {"action": "refresh"})
    answer = browser.post(TILL, hidden_fields(page.text) | address)
    if not answer.location:
        raise Stranded(f"No payment page: {answer.status}")
    paid = send("POST", answer.location, CARD)
    order = browser.get(paid.location)
    if "thanks=1" not in order.url:
        raise Stranded(f"Not paid: {order.url}")
