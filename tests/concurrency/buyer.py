"""One of the crowd: fills a basket, presses "Pay", and goes on with what is left."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from bs4 import Tag

from concurrency.visitor import Visitor, form_values, read, words

BASKET, TILL = "/en/basket/", "/en/checkout/"
ADDRESS = {
    "name": "Anna Example",
    "line1": "Hauptstraße 1",
    "city": "Berlin",
    "postcode": "10115",
    "phone": "+49 30 901820",
}


class Stranded(Exception):
    """The shop answered with what leads no further."""


@dataclass(frozen=True)
class Refusal:
    """What the basket's page said when somebody was sent back to it.

    `after_pay`: by "Pay" itself, or already at the door of the till. `kept`: the titles
    that ought to be there; `shown`: those that are; `gone`: the words beside each that
    stands in the way; `messages`: those above all.
    """

    after_pay: bool
    kept: list[str]
    shown: list[str]
    gone: dict[str, str]
    messages: list[str]


class Buyer:
    """Wants one piece of each of `products` (title → id), put into the basket in that order."""

    def __init__(self, visitor: Visitor, *, email: str, products: dict[str, int]) -> None:
        self.visitor = visitor
        self.email = email
        self.products = products
        self.kept = list(products)
        self.taken_out: list[str] = []
        self.bought: list[str] = []
        self.payment_page = ""
        self.refusals: list[Refusal] = []
        self.form: dict[str, str] = {}

    def fill_basket(self) -> None:
        """Put everything in and fill in the till's form: all but the last press."""
        for product_id in self.products.values():
            answer = self.visitor.post(f"/en/basket/add/{product_id}/", {"quantity": "1"})
            expect_basket(answer)
        self.open_till()
        self.form |= ADDRESS | {"email": self.email}

    def buy(self) -> None:
        """Press "Pay" until an order is placed or nothing is left in the basket.

        Raises: `Stranded`.
        """
        while self.kept:
            answer = self.visitor.post(TILL, self.form)
            if leads_elsewhere(answer):
                self.payment_page = answer.headers["Location"]
                self.bought, self.kept = self.kept, []
                return
            expect_basket(answer)
            self.take_out_what_is_gone(after_pay=True)
            while self.kept and not self.open_till():
                self.take_out_what_is_gone(after_pay=False)

    def open_till(self) -> bool:
        """Read the till's form with all that is filled in; False where it sends us back."""
        answer = self.visitor.get(TILL)
        if answer.status_code != 200:
            expect_basket(answer)
            return False
        self.form = form_values(read(answer).select_one("form[data-checkout]"))
        return True

    def take_out_what_is_gone(self, *, after_pay: bool) -> None:
        page = read(self.visitor.get(BASKET))
        lines = {words(line.select_one(".line__title")): line for line in page.select("li.line")}
        problems = {title: line.select_one(".line__problem") for title, line in lines.items()}
        gone = {title: words(problem) for title, problem in problems.items() if problem}
        self.refusals.append(
            Refusal(
                after_pay=after_pay,
                kept=sorted(self.kept),
                shown=sorted(lines),
                gone=gone,
                messages=[words(message) for message in page.select(".message")],
            )
        )
        if not gone:
            raise Stranded(f"Sent back to a basket that finds no fault: {words(page.main)}")
        for title in gone:
            self.take_out(lines[title])
            self.kept.remove(title)
            self.taken_out.append(title)

    def take_out(self, line: Tag) -> None:
        button = line.select_one("button[name=action][value=remove]")
        form = button.find_parent("form")
        values = form_values(form) | {button["name"]: button["value"]}
        expect_basket(self.visitor.post(form["action"], values))


def leads_elsewhere(answer: requests.Response) -> bool:
    return answer.status_code == 302 and bool(urlsplit(answer.headers["Location"]).netloc)


def expect_basket(answer: requests.Response) -> None:
    """Raises: `Stranded` for anything but the way to the basket."""
    if answer.status_code != 302 or answer.headers["Location"] != BASKET:
        asked = f"{answer.request.method} {urlsplit(answer.url).path}"
        raise Stranded(f"{asked}: {answer.status_code} {answer.headers.get('Location', '')}")
