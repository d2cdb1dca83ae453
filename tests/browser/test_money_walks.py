"""Ways to pay and ways back, in a real browser: what buyer and manager see of money."""

import re
import subprocess
import sys

from playwright.sync_api import expect
from tests.looks.demonstration import ROOT

from browser.steps import (
    SWISS_ADDRESS,
    fill_address,
    keep_pictures,
    log_in_as,
    pay_with,
    provider_books,
    session_of,
    things_in,
    wait_for_mail,
)
from conftest import order_number_on

NUKUS = {
    "name": "Aysulu Example",
    "line1": "Dosnazarov 1",
    "city": "Nukus",
    "postcode": "230100",
    "phone": "+998 90 123 45 67",
}


def put_in_basket(page, thing: str, pieces: int = 1) -> None:
    page.goto("/en/shop/")
    page.get_by_role("link", name=thing).first.click()
    for number in range(1, pieces + 1):
        page.locator("main").get_by_role("button", name=re.compile("Put in basket")).first.click()
        expect(page.locator("[data-basket-count]")).to_have_text(str(number))
        if page.locator("dialog[open]").count():
            page.get_by_role("button", name="Look further").click()


def open_order(staff, number: str) -> None:
    staff.goto(f"/admin/orders/?q={number}")
    staff.get_by_role("link", name=number).click()


def shop_in_uzbekistan(open_page, demonstration, **options):
    page = open_page(**options)
    page.context.add_cookies([{"name": "market", "value": "uz", "url": demonstration.url}])
    return page


def test_transfer_waits_is_confirmed_by_the_manager_and_packed(open_page, demonstration):
    email = "transfer@example.org"
    page = shop_in_uzbekistan(open_page, demonstration)
    put_in_basket(page, "Licorice honey")
    page.goto("/en/checkout/")
    fill_address(page, email, NUKUS)
    page.get_by_label("Bank transfer").check()
    page.locator("[data-pay]").click()
    page.wait_for_url("**/orders/**")
    number = order_number_on(page)
    expect(page.locator("main")).to_contain_text("DEMO-0000")
    [how_to_pay] = wait_for_mail(demonstration, page, email, 1)
    assert "DEMO-0000" in how_to_pay

    staff = open_page(width=1280)
    log_in_as(staff, "manager")
    open_order(staff, number)
    staff.fill("[name=receipt-reference]", f"BANK-{number}")
    staff.get_by_role("button", name="Enter it in the books").click()

    expect(staff.locator("body")).to_contain_text("The order is paid.")
    staff.get_by_role("button", name="Mark packed").click()
    expect(staff.locator("body")).to_contain_text("is packed")
    page.reload()
    expect(page.locator("main")).to_contain_text("Packed")
    assert len(wait_for_mail(demonstration, page, email, 2)) == 2


def test_cash_on_delivery_without_javascript(open_page, demonstration):
    page = shop_in_uzbekistan(open_page, demonstration, java_script_enabled=False)
    page.goto("/en/shop/")
    page.get_by_role("link", name="Sesame cookies").first.click()
    page.locator("main").get_by_role("button", name=re.compile("Put in basket")).first.click()
    page.goto("/en/checkout/")
    fill_address(page, "cash@example.org", NUKUS)
    page.get_by_label("Cash on delivery").check()
    page.locator("[data-pay]").click()

    page.wait_for_url("**/orders/**")
    expect(page.locator("h1")).to_have_text("Thank you. It is yours.")
    expect(page.locator("main")).to_contain_text("to the carrier")


def reconciled(demonstration) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", "reconcile"],
        cwd=ROOT,
        env=demonstration.environment | {"DJANGO_SETTINGS_MODULE": "settings.dev"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_manager_sends_one_of_three_jars_back_and_the_buyer_hears_of_it(open_page, demonstration):
    email = "refund@example.org"
    page = open_page()
    put_in_basket(page, "Licorice honey", pieces=3)
    page.goto("/en/checkout/")
    page.select_option("[name=country]", "CH")
    expect(page.locator("form[data-checkout]")).to_contain_text("On the way for")
    fill_address(page, email, SWISS_ADDRESS)
    page.locator("[data-pay]").click()
    pay_with(page, "4242 4242 4242 4242")
    page.wait_for_url("**/orders/**")
    number = order_number_on(page)

    staff = open_page(width=1280)
    log_in_as(staff, "manager")
    open_order(staff, number)
    keep_pictures(staff, "refund-1-order")
    staff.get_by_label("A part of it").check()
    staff.locator("[name^=refund-pieces-]").first.fill("1")
    staff.fill("[name=refund-reason]", "One jar leaked")
    staff.get_by_role("button", name="Look it over").click()
    expect(staff.locator("body")).to_contain_text("No money has moved yet")
    keep_pictures(staff, "refund-2-look-it-over")
    staff.get_by_role("button", name="Send back $8.50").click()

    expect(staff.locator("body")).to_contain_text("$8.50 was sent back")
    keep_pictures(staff, "refund-3-sent-back")
    intent = session_of(demonstration, number)["payment_intent"]
    refunds = things_in(provider_books(demonstration), "refund")
    [refund] = [each for each in refunds if each["payment_intent"] == intent]
    assert (refund["amount"], refund["currency"], refund["status"]) == (850, "usd", "succeeded")
    letters = wait_for_mail(demonstration, page, email, 2)
    assert "$8.50" in letters[1]
    page.reload()
    expect(page.locator("main")).to_contain_text("Sent back")
    staff.goto("/admin/money/books/")
    expect(staff.locator(".console-agree")).to_be_visible()
    keep_pictures(staff, "refund-4-books")
    books = reconciled(demonstration)
    assert books.returncode == 0, books.stdout + books.stderr
