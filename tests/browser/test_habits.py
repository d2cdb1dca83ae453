"""What people do without thinking: the panel, the keyboard, the way back, the undo."""

import re

import pytest
from playwright.sync_api import expect

INSIDE = "document.activeElement.closest('dialog') !== null"


@pytest.fixture
def shopping(open_page):
    """Give a page on a product, and what puts it in the basket."""

    def go(**options):
        page = open_page(**options)
        page.goto("/en/shop/")
        page.get_by_role("link", name="Sesame cookies").first.click()
        page.wait_for_url("**/sesame-cookies_*/")
        button = page.locator("main").get_by_role("button", name="Put in basket").first
        return page, button

    return go


def test_basket_slides_in_keeps_the_focus_and_gives_it_back(shopping):
    page, button = shopping()
    address = page.url
    button.focus()

    page.keyboard.press("Enter")

    panel = page.get_by_role("dialog", name="Basket")
    expect(panel).to_contain_text("“Sesame cookies” is in your basket.")
    expect(panel).to_contain_text("$5.50")
    expect(page.get_by_role("link", name="See the basket")).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        # Past the last stop the browser's own frame has the focus, never the page behind.
        assert page.evaluate(f"{INSIDE} || document.activeElement === document.body")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(button).to_be_focused()
    assert page.url == address


@pytest.mark.parametrize("way", ["Close", "Look further"])
def test_panel_closes_by_either_button(shopping, way):
    page, button = shopping(width=1280)
    button.click()

    page.get_by_role("dialog").get_by_role("button", name=way).click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_panel_closes_at_a_press_beside_it(shopping):
    page, button = shopping(width=1280)
    button.click()
    expect(page.get_by_role("dialog")).to_be_visible()

    page.mouse.click(100, 400)

    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("asked", "name"), [("reduce", "none"), ("no-preference", "arrive")])
def test_panel_moves_only_where_motion_is_welcome(shopping, asked, name):
    page, button = shopping(reduced_motion=asked)
    button.click()

    animation = page.get_by_role("dialog").evaluate("el => getComputedStyle(el).animationName")

    assert animation == name


def test_panel_says_kindly_that_there_are_no_more(shopping):
    page, button = shopping()
    page.locator("main [data-stepper] input").first.evaluate(
        "el => { el.removeAttribute('max'); el.value = 9999; }"
    )

    button.click()

    expect(page.get_by_role("dialog")).to_contain_text(re.compile("only .* left"))
    expect(page.get_by_role("link", name="See the basket")).to_be_hidden()


def test_back_button_finds_the_page_as_it_was(shopping):
    page, button = shopping()
    button.click()
    page.get_by_role("link", name="See the basket").click()
    page.wait_for_url("**/basket/")

    page.go_back()

    page.wait_for_url("**/sesame-cookies_*/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-basket-count]")).to_have_text("1")


def test_only_who_may_have_a_basket_asks_for_its_number(shopping):
    page, button = shopping()
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/en/")[2]))
    page.goto("/en/producers/")
    page.wait_for_load_state("networkidle")
    assert "basket/badge/" not in asked

    page.go_back()
    button.click()
    expect(page.get_by_role("dialog", name="Basket")).to_be_visible()
    with page.expect_request("**/basket/badge/"):
        page.goto("/en/producers/")

    expect(page.locator("[data-basket-count]")).to_have_text("1")


def test_basket_changes_in_place_and_undoes(shopping):
    page, button = shopping()
    button.click()
    page.get_by_role("link", name="See the basket").click()
    page.wait_for_url("**/basket/")
    steps = page.evaluate("history.length")

    more = page.get_by_role("button", name="One more of Sesame cookies")
    more.click()
    expect(page.locator("main")).to_contain_text("$11.00")
    expect(more).to_be_focused()
    expect(page.locator("[data-basket-count]")).to_have_text("2")
    page.get_by_role("button", name="Take out").click()
    undo = page.get_by_role("button", name="Put it in again")
    expect(undo).to_be_focused()
    undo.click()

    expect(page.get_by_label("How many of Sesame cookies")).to_have_value("2")
    assert page.evaluate("history.length") == steps


def test_what_a_form_still_needs_takes_the_focus(shopping):
    page, button = shopping()
    button.click()
    page.get_by_role("link", name="See the basket").click()
    page.get_by_role("link", name="Go to the till").click()
    page.select_option("[name=country]", "DE")
    expect(page.locator("form[data-checkout]")).to_contain_text("On the way for")

    page.locator("[data-pay]").click()

    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name=re.compile("^Postcode")).click()
    expect(page.locator("[name=postcode]")).to_be_focused()


def test_phones_offer_the_right_keys_and_fill_in_what_they_know(shopping):
    page, button = shopping()
    expect(page.locator("main [data-stepper] input").first).to_have_attribute(
        "inputmode", "numeric"
    )
    button.click()
    page.get_by_role("link", name="See the basket").click()
    page.get_by_role("link", name="Go to the till").click()
    page.select_option("[name=country]", "DE")
    expect(page.locator("[name=postcode]")).to_have_attribute("inputmode", "numeric")

    tokens = page.eval_on_selector_all(
        "form[data-checkout] :is(input:not([type=hidden], [type=radio]), select)",
        "fields => fields.map(field => [field.name, field.autocomplete])",
    )

    assert [name for name, token in tokens if not token] == []
    assert dict(tokens)["phone"] == "shipping tel"
    assert dict(tokens)["email"] == "email"


def test_tab_goes_through_the_page_in_order_and_shows_where_it_is(open_page):
    page = open_page(width=1280)
    page.goto("/en/shop/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()

    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
    assert [stop for stop in seen if not stop["outlined"]] == []
    assert [stop["place"] for stop in seen] == sorted(stop["place"] for stop in seen)


FOCUSED = """() => {
  const el = document.activeElement, style = getComputedStyle(el);
  return {
    what: el.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    place: [...document.querySelectorAll("*")].indexOf(el),
  };
}"""
