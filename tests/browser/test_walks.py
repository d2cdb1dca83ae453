"""The main job from end to end, in a real browser."""

import re

from playwright.sync_api import expect

from browser.steps import SWISS_ADDRESS, fill_address, log_in_as, pay_with, wait_for_mail
from conftest import order_number_on


def test_story_card_basket_till_payment_parcel_mail(open_page, demonstration):
    email = "anna@example.org"
    page = open_page()
    page.goto("/en/producers/gulnar-akylbekova/")

    page.locator("aside[data-buy-card]").get_by_role("button", name="Put in basket").first.click()
    expect(page.locator("[data-basket-message]")).to_contain_text("is in your basket")
    expect(page.locator("[data-basket-count]")).to_have_text("1")
    page.get_by_role("link", name="See the basket").click()
    page.get_by_role("link", name="Go to the till").click()
    page.select_option("[name=country]", "DE")
    expect(page.locator("[name=postcode]")).to_be_visible()
    expect(page.locator("form[data-checkout]")).to_contain_text("On the way for")
    fill_address(page, email)
    page.locator("[data-pay]").click()
    pay_with(page, "4000 0000 0000 0002")
    expect(page.locator("body")).to_contain_text("declined")
    pay_with(page, "4242 4242 4242 4242")
    page.wait_for_url("**/orders/**")

    expect(page.locator("h1")).to_have_text("Thank you. It is yours.")
    number = order_number_on(page)
    [confirmation] = wait_for_mail(demonstration, page, email, 1)
    assert number in confirmation

    staff = open_page(width=1280)
    log_in_as(staff, "fulfilment")
    staff.get_by_role("button", name="Orders").click()
    staff.get_by_role("link", name="To pack today").click()
    staff.get_by_role("link", name=number).click()
    staff.get_by_role("button", name="Mark packed").click()
    staff.fill("[name=tracking_number]", "EE123456785UZ")
    staff.get_by_role("button", name="Mark sent").click()
    expect(staff.locator("body")).to_contain_text("the customer has been told")

    letters = wait_for_mail(demonstration, page, email, 2)
    assert len(letters) == 2
    assert "EE123456785UZ" in letters[1]
    page.reload()
    expect(page.locator("main")).to_contain_text("EE123456785UZ")


def test_the_way_to_payment_without_javascript(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/en/producers/bakhtiyar-dzhubaev/")

    page.get_by_role("link", name="Licorice honey").first.click()
    page.get_by_role("button", name=re.compile("Put in basket.*250 g")).first.click()
    page.wait_for_url("**/basket/")
    page.get_by_role("button", name=re.compile("One more")).click()
    page.get_by_role("link", name="Go to the till").click()
    page.select_option("[name=country]", "CH")
    page.get_by_role("button", name="Update delivery price").click()
    fill_address(page, "boris@example.org", SWISS_ADDRESS)
    page.get_by_role("button", name=re.compile("^Pay")).click()

    page.wait_for_url("**/pay/**")
    assert "$17.00" in page.content()


def test_going_back_from_payment_keeps_the_basket(open_page):
    page = open_page()
    page.goto("/en/shop/")
    page.get_by_role("link", name="Pickled caper buds").first.click()
    page.locator("main").get_by_role("button", name="Put in basket").first.click()
    expect(page.locator("[data-basket-count]")).to_have_text("1")
    page.goto("/en/checkout/")
    page.select_option("[name=country]", "FR")
    expect(page.locator("form[data-checkout]")).to_contain_text("On the way for")
    fill_address(page, "chloe@example.org")
    page.fill("[name=postcode]", "75001")
    page.fill("[name=phone]", "+33 1 42 60 34 54")
    page.locator("[data-pay]").click()
    page.wait_for_url("**/pay/**")

    page.get_by_role("link", name="Cancel and go back").click()

    page.wait_for_url("**/basket/")
    expect(page.locator("main")).to_contain_text("You have not been charged")
    expect(page.locator("main")).to_contain_text("Pickled caper buds")


def test_change_of_stock_shows_on_the_site_at_once(open_page):
    staff = open_page(width=1280)
    log_in_as(staff, "manager")
    staff.goto("/admin/stock/?q=toy-fish")
    staff.get_by_role("link", name="Toy fish").first.click()
    staff.fill("[name=num_in_stock]", "0")
    staff.get_by_role("button", name="Save").click()
    staff.wait_for_url("**/admin/stock/**")

    page = open_page()
    page.goto("/en/shop/")
    page.get_by_role("link", name="Toy fish").first.click()

    expect(page.locator("main")).to_contain_text("Sold out for now")


def page_id(page, slug: str) -> int:
    answer = page.request.get(f"/admin/api/main/pages/?slug={slug}")
    return answer.json()["items"][0]["id"]


def add_block(page, name: str) -> None:
    """Press the lowest plus of the story and choose a block."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def illustrate_preview_and_publish(page, title: str) -> None:
    """Add a picture and a buy card to the open page, look at its preview, publish it."""
    add_block(page, "Picture")
    body = page.locator("#panel-child-content-body-section")
    body.get_by_role("button", name="Choose an image").click()
    page.locator(".modal-body a[data-chooser-modal-choice]").first.click()
    expect(body.locator("img")).to_be_visible()
    add_block(page, "Buy card")
    body.get_by_role("button", name="Choose a product").click()
    page.get_by_role("link", name="Pickled caper buds").click()
    expect(page.locator(".modal-body")).to_have_count(0)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.locator("h1")).to_have_text(title)
    expect(preview.locator("aside[data-buy-card]")).to_contain_text("$7.50")
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[name=action-publish]").click()
    expect(page.locator("body")).to_contain_text("published")


def test_editor_writes_a_story_with_picture_and_buy_card_and_publishes_it(open_page):
    page = open_page(width=1280)
    log_in_as(page, "editor")
    page.goto(f"/admin/pages/add/home/articlepage/{page_id(page, 'journal')}/")

    page.fill("[name=title]", "A morning among the capers")
    page.fill("[name=date]", "2026-11-24")
    page.fill("[name=lead]", "Before the sun is high, the buds are picked.")
    illustrate_preview_and_publish(page, "A morning among the capers")

    page.goto("/en/journal/a-morning-among-the-capers/")
    expect(page.locator("h1")).to_have_text("A morning among the capers")
    expect(page.locator("aside[data-buy-card]")).to_contain_text("Pickled caper buds")
    expect(page.locator("aside[data-buy-card]")).to_contain_text("$7.50")


def test_new_participant_gets_a_story(open_page):
    manager = open_page(width=1280)
    log_in_as(manager, "manager")
    manager.goto("/admin/producer-records/new/")
    manager.fill("[name=name]", "A new participant")
    manager.fill("[name=slug]", "a-new-participant")
    manager.fill("[name=craft]", "Reed screens")
    manager.select_option("[name=district]", "nukus")
    manager.get_by_role("button", name="Create").click()
    expect(manager.locator("body")).to_contain_text("A new participant")

    page = open_page(width=1280)
    log_in_as(page, "editor")
    page.goto(f"/admin/pages/add/producers/producerpage/{page_id(page, 'producers')}/")
    page.fill("[name=title]", "A new participant")
    page.select_option("[name=producer]", label="A new participant")
    page.fill("[name=lead]", "Reed grows where the water still comes.")
    illustrate_preview_and_publish(page, "A new participant")

    page.goto("/en/producers/")
    page.get_by_role("link", name="A new participant").click()
    expect(page.locator("h1")).to_have_text("A new participant")
    expect(page.locator("main")).to_contain_text("Stage 1 of 5")
