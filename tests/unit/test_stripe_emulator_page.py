"""The emulator's hosted page, as a browser without JavaScript sees it."""

from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from stripe_api import client_for
from stripe_emulator import Emulator
from stripe_emulator.cards import passes_luhn

GOOD = {
    "number": "4242 4242 4242 4242",
    "expiry": "12/40",
    "cvc": "123",
    "name": "Aisha",
    "method": "card",
}


@pytest.fixture(scope="module")
def running():
    with Emulator(merchant="Nukus <Crafts>") as emulator:
        yield emulator


@pytest.fixture
def emulator(running):
    running.reset()
    return running


def create(emulator, currency="jpy", unit_amount=1090, **changes):
    price = {
        "currency": currency,
        "unit_amount": unit_amount,
        "product_data": {"name": "<script>Honey</script>"},
    }
    params = {
        "mode": "payment",
        "success_url": "https://shop.test/thanks?a=1&s={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://shop.test/basket?a=1&b=2",
        "line_items": [{"price_data": price, "quantity": 2}],
        "customer_email": "aisha@example.com",
    }
    return client_for(emulator).v1.checkout.sessions.create(params | changes)


class Page(HTMLParser):
    """The parts of a page that the tests ask about."""

    def __init__(self, status, location, text):
        super().__init__()
        self.status, self.location, self.text = status, location, text
        self.inputs, self.links, self.tags = {}, {}, []
        self._href = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        if tag == "input" and attrs.get("type") != "radio":
            self.inputs[attrs["name"]] = attrs
        self._href = attrs.get("href") if tag == "a" else self._href

    def handle_data(self, data):
        if self._href and data.strip():
            self.links[data.strip()] = self._href
            self._href = None


def visit(emulator, session_id, form=None):
    connection = HTTPConnection(urlsplit(emulator.url).netloc, timeout=10)
    if form is None:
        connection.request("GET", f"/pay/{session_id}")
    else:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", f"/pay/{session_id}", urlencode(form), headers)
    answer = connection.getresponse()
    page = Page(answer.status, answer.headers.get("Location"), answer.read().decode())
    connection.close()
    return page


def test_page_says_what_it_is_and_what_is_bought(emulator):
    page = visit(emulator, create(emulator).id)

    assert page.status == 200
    assert "Payment emulator. This is not Stripe; no money moves." in page.text
    assert "Nukus &lt;Crafts&gt;" in page.text
    assert "&lt;script&gt;Honey&lt;/script&gt; × 2" in page.text
    assert page.text.count("¥2,180") >= 3
    assert "script" not in page.tags
    assert page.links["Cancel and go back"] == "https://shop.test/basket?a=1&b=2"
    autocomplete = {name: field.get("autocomplete") for name, field in page.inputs.items()}
    assert autocomplete == {
        "number": "cc-number",
        "expiry": "cc-exp",
        "cvc": "cc-csc",
        "name": "cc-name",
    }


def test_paying_sends_the_customer_on_with_the_session_id(emulator):
    session = create(emulator)

    page = visit(emulator, session.id, GOOD)

    assert page.status == 303
    assert page.location == f"https://shop.test/thanks?a=1&s={session.id}"
    assert emulator.sessions[0]["payment_status"] == "paid"
    assert emulator.charges[0]["billing_details"]["name"] == "Aisha"


@pytest.mark.parametrize(
    ("number", "words", "code"),
    [
        ("4000000000000002", "Your card was declined.", "generic_decline"),
        ("4000 0000 0000 9995", "insufficient funds", "insufficient_funds"),
        ("4111 1111 1111 1111", "takes test cards only", "test_mode_live_card"),
    ],
)
def test_declined_card_keeps_the_form_and_leaves_the_session_open(emulator, number, words, code):
    session = create(emulator)

    page = visit(emulator, session.id, GOOD | {"number": number})

    assert page.status == 402
    assert words in page.text
    assert page.inputs["number"]["value"] == number
    assert page.inputs["name"]["value"] == "Aisha"
    assert page.inputs["cvc"]["value"] == ""
    error = emulator.payment_intents[0]["last_payment_error"]
    assert error["decline_code"] == code
    assert emulator.sessions[0]["status"] == "open"
    assert visit(emulator, session.id, GOOD).status == 303
    assert [charge["paid"] for charge in emulator.charges] == [False, True]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("number", "4242424242424241", "number is invalid"),
        ("number", "4242", "number is incomplete"),
        ("expiry", "01/20", "in the past"),
        ("expiry", "13/40", "MM/YY"),
        ("cvc", "12", "3 or 4 digits"),
        ("name", " ", "name of the person"),
    ],
)
def test_mistyped_field_is_marked_and_nothing_is_tried(emulator, field, value, words):
    page = visit(emulator, create(emulator).id, GOOD | {field: value})

    assert page.status == 422
    assert words in page.text
    assert page.inputs[field]["aria-invalid"] == "true"
    assert any(link == f"#{field}" for link in page.links.values())
    assert not emulator.charges


def test_email_is_asked_for_when_the_shop_did_not_give_it(emulator):
    session = create(emulator, customer_email=None)

    missing = visit(emulator, session.id, GOOD)
    visit(emulator, session.id, GOOD | {"email": "guest@example.com"})

    assert missing.inputs["email"]["aria-invalid"] == "true"
    assert emulator.sessions[0]["customer_details"]["email"] == "guest@example.com"


def test_paid_session_cannot_be_paid_again(emulator):
    session = create(emulator)
    visit(emulator, session.id, GOOD)

    page, again = visit(emulator, session.id), visit(emulator, session.id, GOOD)

    assert "This has been paid already" in page.text
    assert page.links["See your order"].endswith(session.id)
    assert again.status == 409
    assert len(emulator.charges) == 1


def test_expired_session_says_so_and_leads_back(emulator):
    session = create(emulator)
    emulator.advance(24 * 60 * 60)

    page, paid = visit(emulator, session.id), visit(emulator, session.id, GOOD)

    assert "This payment page has expired" in page.text
    assert page.links["Back to the shop"] == "https://shop.test/basket?a=1&b=2"
    assert paid.status == 409
    assert not emulator.charges


def test_simultaneous_payments_make_one_charge(emulator):
    session = create(emulator)

    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda _: visit(emulator, session.id, GOOD), range(6)))

    assert sorted(page.status for page in pages) == [303] + [409] * 5
    assert len(emulator.charges) == 1


def test_konbini_completes_the_session_unpaid_and_shows_how_to_pay(emulator):
    session = create(emulator)

    offered = visit(emulator, session.id)
    page = visit(emulator, session.id, {"method": "konbini", "name": "Aisha"})

    assert "Pay at a convenience store" in offered.text
    assert page.status == 303
    assert page.location == f"{emulator.url}/pay/{session.id}"
    assert emulator.sessions[0]["payment_status"] == "unpaid"
    assert "is to be paid at a store" in visit(emulator, session.id).text
    assert not emulator.charges


def test_konbini_that_was_not_paid_leads_back_to_the_shop(emulator):
    session = create(emulator)
    visit(emulator, session.id, {"method": "konbini", "name": "Aisha"})
    emulator.settle_konbini(session.id, is_paid=False)

    page = visit(emulator, session.id)

    assert "This was not paid at the store" in page.text
    assert page.links["Back to the shop"] == "https://shop.test/basket?a=1&b=2"


def test_konbini_is_not_offered_where_it_does_not_suit(emulator):
    session = create(emulator, currency="uzs", unit_amount=12_500_000)

    offered = visit(emulator, session.id)
    forced = visit(emulator, session.id, {"method": "konbini", "name": "Aisha"})

    assert "convenience store" not in offered.text
    assert "250,000.00 UZS" in offered.text
    assert forced.status == 422


def test_chosen_delivery_changes_the_total(emulator):
    rates = [
        {
            "shipping_rate_data": {
                "display_name": name,
                "fixed_amount": {"amount": amount, "currency": "jpy"},
            }
        }
        for name, amount in (("Post", 500), ("EMS", 1500))
    ]
    session = create(emulator, shipping_options=rates)
    ems = session.shipping_options[1].shipping_rate

    updated = visit(emulator, session.id, {"shipping_rate": ems, "action": "update"})
    visit(emulator, session.id, GOOD)

    assert "¥3,680" in updated.text
    assert emulator.charges[0]["amount"] == 2180 + 1500


def test_unknown_session_is_404(emulator):
    assert visit(emulator, "cs_test_none").status == 404


def test_luhn_digit_is_checked():
    assert passes_luhn("4242424242424242")
    assert not passes_luhn("4242424242424224")
