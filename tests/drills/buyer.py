"""A person with a browser, who shops, pays, and does not give up at once."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import requests

#: Given to every request, in seconds: more than a patient server needs.
PATIENCE = 40
#: Pages that a person clicks through before they give up.
CLICKS = 12

ADDRESS = {
    "name": "Anna Example",
    "email": "anna@example.org",
    "country": "DE",
    "line1": "Hauptstraße 1",
    "city": "Berlin",
    "postcode": "10115",
    "phone": "+49 30 901820",
}
CARD = {"number": "4242424242424242", "expiry": "12/99", "cvc": "123", "name": "Anna Example"}


class GaveUp(Exception):
    """The shop led nowhere; the message says where the person stood."""


class PageClosed(GaveUp):
    """The provider's page cannot be paid any more."""


class HiddenFields(HTMLParser):
    """Collects the hidden inputs of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag, attrs) -> None:
        fields = dict(attrs)
        if tag == "input" and fields.get("type") == "hidden":
            self.found[fields.get("name", "")] = fields.get("value") or ""


@dataclass
class Shop:
    """Where to go, and what to buy: pieces by the thing's id, in the order of putting in."""

    base_url: str
    provider_url: str
    wanted: dict[int, int]


class Buyer:
    """Goes through the shop's pages. Each network error reaches the caller."""

    def __init__(self, shop: Shop, email: str) -> None:
        self.shop = shop
        self.address = ADDRESS | {"email": email}
        self.form: dict[str, str] = {}
        self.empty_baskets = 0
        self.browser = requests.Session()
        # One connection per page: one that outlives a server says nothing about the next.
        self.browser.headers.update({"Sec-Fetch-Site": "same-origin", "Connection": "close"})

    def get(self, path: str) -> requests.Response:
        return self._ask("GET", path)

    def post(self, path: str, data: dict) -> requests.Response:
        return self._ask("POST", path, data)

    def _ask(self, method: str, path: str, data: dict | None = None) -> requests.Response:
        """Ask the shop, and follow no redirect: where it leads is for the caller to see."""
        token = self.browser.cookies.get("csrftoken", "")
        answer = self.browser.request(
            method,
            self.shop.base_url + path.removeprefix(self.shop.base_url),
            data=data,
            headers={"X-CSRFToken": token},
            allow_redirects=False,
            timeout=PATIENCE,
        )
        if answer.status_code >= 500:
            raise GaveUp(f"{answer.status_code} at {path}")
        return answer

    def fill_basket(self) -> None:
        for thing, quantity in self.shop.wanted.items():
            self.post(f"/en/basket/add/{thing}/", {"quantity": quantity})

    def things_in_basket(self) -> int:
        return self.get("/en/basket/badge/").json()["count"]

    def go_to_till(self) -> None:
        """Read the till's page, and fill its form in."""
        self.get("/en/checkout/")
        self._read_form(self.post("/en/checkout/", self.address | {"action": "refresh"}))

    def _read_form(self, page: requests.Response) -> None:
        reader = HiddenFields()
        reader.feed(page.text)
        self.form = self.address | reader.found

    def press_pay(self) -> requests.Response:
        return self.post("/en/checkout/", self.form)

    def look_into_basket(self) -> requests.Response:
        """Open the basket, and go on from there; an empty one is counted, and filled anew."""
        self.get("/en/basket/")
        if not self.things_in_basket():
            self.empty_baskets += 1
            self.fill_basket()
        self.go_to_till()
        return self.press_pay()

    def pay_from(self, order_path: str) -> requests.Response:
        """Try again from the order's page, or, where that offers nothing, from the basket."""
        page = self.get(order_path)
        if f'"{order_path}pay/"' not in page.text:
            return self.look_into_basket()
        return self.post(f"{order_path}pay/", {})

    def reach_payment_page(self, answer: requests.Response) -> str:
        """Go on from the answer to a press on "Pay" until the provider's page is there.

        Raises: `GaveUp` after so many clicks.
        """
        for _ in range(CLICKS):
            target = answer.headers.get("Location", "")
            if target.startswith(f"{self.shop.provider_url}/pay/"):
                return target
            order = re.search(r"/en/orders/[^/]+/", target)
            if order:
                answer = self.pay_from(order[0])
            elif "/basket/" in target:
                answer = self.look_into_basket()
            else:
                self._read_form(answer)
                answer = self.press_pay()
        raise GaveUp(f"No payment page after {CLICKS} clicks: {answer.status_code} {target}")

    def pay(self, page: str) -> str:
        """Pay by card on the provider's page; gives the address to come back to.

        Raises: `PageClosed`, and `GaveUp` for whatever else keeps the card from being taken.
        """
        answer = requests.post(page, CARD, allow_redirects=False, timeout=PATIENCE)
        if answer.status_code == requests.codes.conflict:
            raise PageClosed(page)
        if not answer.is_redirect:
            raise GaveUp(f"The provider took no payment: {answer.status_code}")
        return answer.headers["Location"]

    def come_back(self, address: str) -> None:
        """Follow the provider's link to the shop's return page."""
        self.get(address)
