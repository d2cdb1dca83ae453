"""A guest in plain Oscar: three things, and its six pages to the order. It takes no payment."""

from .browser import Browser, Stranded

#: Any well-formed token will do, if cookie and header agree.
TOKEN = "b" * 32
ADDRESS = {
    "first_name": "Anna",
    "last_name": "Example",
    "line1": "Hauptstraße 1",
    "line4": "Berlin",
    "postcode": "10115",
    "country": "DE",
    "phone_number": "+4930901820",
}


def enter(browser: Browser) -> None:
    browser.cookies["csrftoken"] = TOKEN
    browser.headers["X-CSRFToken"] = TOKEN


def fill_basket(browser: Browser, ids: list[int]) -> None:
    """Put one of each into the basket; the form leads back to the product's page."""
    enter(browser)
    for product_id in ids:
        page = f"{browser.base_url}/catalogue/thing-{ids.index(product_id)}_{product_id}/"
        browser.post(f"/basket/add/{product_id}/", {"quantity": "1"}, Referer=page)


def buy(browser: Browser, ids: list[int], number: int) -> None:
    """Buy one of each. Raises: `Stranded`."""
    fill_basket(browser, ids)
    browser.get("/checkout/")
    guest = {"username": f"guest-{number}@example.org", "options": "anonymous"}
    browser.post("/checkout/", guest)
    browser.post("/checkout/shipping-address/", ADDRESS)
    browser.get("/checkout/preview/")
    order = browser.post("/checkout/preview/", {"action": "place_order"})
    if "thank-you" not in order.url:
        raise Stranded(f"No order: {order.url}")
