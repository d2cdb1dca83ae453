"""The catalogue: every page of the shop in every state, and how a visitor comes there."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from .demonstration import PASSWORD, ROOT, Demonstration

#: Who comes: a stranger, somebody with a basket, one with orders, one without, staff.
STRANGER, BUYER, CUSTOMER, NEWCOMER, STAFF = "stranger", "buyer", "customer", "newcomer", "staff"
MAIL = {CUSTOMER: "orders@example.org", NEWCOMER: "newcomer@example.org"}
PHONE_HEIGHT = 844


@dataclass(frozen=True)
class Look:
    """One page in one state.

    `address` is a path, or empty where the staged address of the same name is meant;
    `walk` is what the visitor does there before we look; `body` names an error page that
    no address gives.
    """

    name: str
    address: str = ""
    who: str = STRANGER
    market: str = "intl"
    walk: Callable[[Page], None] | None = None
    status: int = 200
    body: str = ""


def press(name: str) -> Callable[[Page], None]:
    return lambda page: page.locator("main").get_by_role("button", name=name).first.click()


def put_in(page: Page) -> None:
    press("Put in basket")(page)
    expect(page.get_by_role("dialog", name="Basket")).to_be_visible()


def take_out(page: Page) -> None:
    press("Take out")(page)
    expect(page.get_by_role("button", name="Put it in again")).to_be_visible()


def move_to_another_market(page: Page) -> None:
    """Put in what only one market sells, and look at the basket from another."""
    put_in(page)
    set_market(page.context, page.url, "intl")
    page.goto("/en/basket/")
    expect(page.locator(".line__problem").first).to_be_visible()


def choose_country(code: str) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        page.select_option("[name=country]", code)
        expect(page.locator("form[data-checkout]")).to_contain_text("On the way for")

    return choose


def pay_at_once(page: Page) -> None:
    with page.expect_navigation():
        page.locator("[data-pay]").click()


def say_nothing(page: Page) -> None:
    """Send the form as it is."""
    with page.expect_navigation():
        page.locator("main form [data-pay]").click()


def look_again(page: Page) -> None:
    """Past the basket, which says first that the prices are another market's."""
    page.goto("/en/checkout/")
    expect(page.locator("form[data-checkout]")).to_be_visible()


def open_market(page: Page) -> None:
    page.locator(".market__current").click()


def open_languages(page: Page) -> None:
    page.locator(".languages__current").click()


def open_seals(page: Page) -> None:
    for seal in page.locator("details.seal > summary").all():
        seal.click()


LOOKS = [
    Look("home", "/en/"),
    Look("market-open", "/en/", walk=open_market),
    Look("languages-open", "/en/", walk=open_languages),
    Look("producers", "/en/producers/"),
    Look("story", "/en/producers/gulnar-akylbekova/"),
    Look("shop", "/en/shop/"),
    Look("shop-narrowed", "/en/shop/?place=khojeyli"),
    Look("journal", "/en/journal/"),
    Look("plain", "/en/delivery/"),
    Look("search", "/en/search/"),
    Look("search-found", "/en/search/?q=honey"),
    Look("search-nothing", "/en/search/?q=zzzzzz"),
    Look("404", "/en/nowhere/", status=404),
    Look("basket-empty", "/en/basket/"),
    Look("login", "/en/account/login/"),
    Look("login-errors", "/en/account/login/", walk=say_nothing),
    Look("register", "/en/account/register/"),
    Look("register-errors", "/en/account/register/", walk=say_nothing),
    Look("password", "/en/account/password/"),
    Look("password-errors", "/en/account/password/", walk=say_nothing),
    Look("password-done", "/en/account/password/done/"),
    Look("password-confirm"),
    Look("password-confirm-used", "/en/account/password/MQ/nothing/"),
    Look("password-complete", "/en/account/password/complete/"),
    Look("article"),
    Look("shop-filtered"),
    Look("shop-empty"),
    Look("product"),
    Look("product-seals", walk=open_seals),
    Look("product-sizes"),
    Look("product-last-few"),
    Look("product-sold-out"),
    Look("product-not-certified"),
    Look("product-not-certified-here"),
    Look("product-lapsed"),
    Look("product-no-price"),
    Look("product-long-words"),
    Look("basket-panel", walk=put_in, who=BUYER),
    Look("basket", "/en/basket/", who=BUYER),
    Look("till", "/en/checkout/", who=BUYER),
    Look("till-country", "/en/checkout/", who=BUYER, walk=choose_country("CH")),
    Look("till-errors", "/en/checkout/", who=BUYER, walk=pay_at_once),
    Look("till-ways", "/en/checkout/", who=BUYER, market="uz", walk=look_again),
    Look("basket-undo", "/en/basket/", who=BUYER, walk=take_out),
    Look("basket-problem", market="uz", walk=move_to_another_market),
    Look("order-waiting"),
    Look("order-transfer"),
    Look("order-at-the-door"),
    Look("order-paid"),
    Look("order-thanks"),
    Look("order-packed"),
    Look("order-sent"),
    Look("order-refunded"),
    Look("order-partly-refunded"),
    Look("order-cancelled"),
    Look("account", "/en/account/", who=CUSTOMER),
    Look("account-empty", "/en/account/", who=NEWCOMER),
    Look("400", "/en/error-400/", status=400, body="400"),
    Look("403", "/en/error-403/", status=403, body="403"),
    Look("500", "/en/error-500/", status=500, body="500"),
    Look("lockout", "/en/error-429/", status=429, body="lockout"),
    Look("styleguide", "/styleguide/", who=STAFF),
]


def looks_in(language: str, market: str, word: str) -> list[Look]:
    """Give the pages that differ most between languages; `word` finds honey."""
    pages = {
        "home": "",
        "producers": "producers/",
        "story": "producers/gulnar-akylbekova/",
        "shop": "shop/",
        "search-found": f"search/?q={word}",
        "plain": "delivery/",
        "login": "account/login/",
        "404": "nowhere/",
    }
    own = [
        Look(
            f"{language}-{name}",
            f"/{language}/{path}",
            market=market,
            status=404 if name == "404" else 200,
        )
        for name, path in pages.items()
    ]
    personal = [
        Look(f"{language}-basket", f"/{language}/basket/", who=BUYER),
        Look(f"{language}-till", f"/{language}/checkout/", who=BUYER),
    ]
    return [*own, Look(f"{language}-product", market=market), *personal]


#: The second language of the pictures in docs/screens.
JAPANESE = looks_in("ja", "jp", "蜂蜜")
#: All others are looked at, and not drawn.
OTHER_LANGUAGES = [
    *looks_in("ru", "uz", "мед"),
    *looks_in("uz", "uz", "asal"),
    *looks_in("kaa", "uz", "pal"),
]

#: Looks that go to another look's staged address.
SAME_ADDRESS = {
    "basket-panel": "product",
    "product-seals": "product",
    "basket-problem": "product-no-price",
}


def stage(demonstration: Demonstration) -> dict[str, dict[str, str]]:
    """Bring the demonstration into all states; gives `urls` and `bodies` (see stage.py)."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.looks.stage"],
        cwd=ROOT,
        env=demonstration.environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stdout[-1000:] + done.stderr[-3000:])
    staged = json.loads(done.stdout.splitlines()[-1])
    urls = staged["urls"]
    urls["order-thanks"] = urls["order-paid"] + "?thanks=1"
    for name, other in SAME_ADDRESS.items():
        urls[name] = urls[other]
    for language in ("ja", "ru", "uz", "kaa"):
        urls[f"{language}-product"] = urls["product"].replace("/en/", f"/{language}/")
    return staged


def set_market(context: BrowserContext, url: str, market: str) -> None:
    address = re.match(r"https?://[^/]+", url)[0]
    context.add_cookies([{"name": "market", "value": market, "url": address}])


@dataclass
class Visitors:
    """Opens looks, with one browser context for each who comes."""

    browser: Browser
    demonstration: Demonstration
    staged: dict[str, dict[str, str]]
    options: dict = field(default_factory=dict)
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    #: The documents that came, the newest last: what a validator reads.
    documents: list[Response] = field(default_factory=list)

    def page_of(self, who: str) -> Page:
        if who not in self.contexts:
            self.contexts[who] = context = self.browser.new_context(
                base_url=self.demonstration.url, **self.options
            )
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.on("response", self.remember)
            PREPARE.get(who, lambda page: None)(page)
        return self.contexts[who].pages[0]

    def remember(self, response: Response) -> None:
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self.documents.append(response)

    def open(self, look: Look) -> Page:
        """Give the page in the look's state."""
        page = self.page_of(look.who)
        set_market(page.context, self.demonstration.url, look.market)
        address = look.address or self.staged["urls"][look.name]
        if look.body:
            body = self.staged["bodies"][look.body]
            page.route(
                f"**{address}",
                lambda route: route.fulfill(
                    status=look.status, body=body, content_type="text/html; charset=utf-8"
                ),
            )
        answer = page.goto(address)
        assert answer.status == look.status, f"{look.name}: {answer.status}"
        if look.walk:
            look.walk(page)
        return page

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()


def fill_basket(page: Page) -> None:
    for thing in ("Sesame cookies", "Pickled caper buds"):
        page.goto("/en/shop/")
        page.get_by_role("link", name=thing).first.click()
        page.wait_for_url("**/shop/*_*/")
        put_in(page)


def log_in_customer(who: str) -> Callable[[Page], None]:
    def log_in(page: Page) -> None:
        page.goto("/en/account/login/")
        page.fill("[name=username]", MAIL[who])
        page.fill("[name=password]", PASSWORD)
        say_nothing(page)

    return log_in


def log_in_staff(page: Page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", "manager@ovop.example")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


PREPARE = {
    BUYER: fill_basket,
    CUSTOMER: log_in_customer(CUSTOMER),
    NEWCOMER: log_in_customer(NEWCOMER),
    STAFF: log_in_staff,
}


@contextmanager
def visitors(browser: Browser, demonstration: Demonstration, **options) -> Iterator[Visitors]:
    """Stage the demonstration, and give those who visit it on a phone."""
    defaults = {"viewport": {"width": 390, "height": PHONE_HEIGHT}, "reduced_motion": "reduce"}
    come = Visitors(browser, demonstration, stage(demonstration), {**defaults, **options})
    try:
        yield come
    finally:
        come.close()
