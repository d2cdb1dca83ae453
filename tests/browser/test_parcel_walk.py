"""An order that does not go into one box: packed, sent and followed in two parcels."""

from playwright.sync_api import expect

from browser.steps import (
    SWISS_ADDRESS,
    fill_address,
    keep_pictures,
    log_in_as,
    pay_with,
    wait_for_mail,
)
from browser.test_money_walks import open_order, put_in_basket
from conftest import order_number_on


def buy(page, email: str) -> str:
    put_in_basket(page, "Licorice honey", pieces=3)
    page.goto("/en/checkout/")
    page.select_option("[name=country]", "CH")
    fill_address(page, email, SWISS_ADDRESS)
    page.locator("[data-pay]").click()
    pay_with(page, "4242 4242 4242 4242")
    page.wait_for_url("**/orders/**")
    return order_number_on(page)


def test_three_jars_leave_in_two_parcels(open_page, demonstration):
    email = "two-parcels@example.org"
    page = open_page()
    number = buy(page, email)
    packer = open_page(width=1280)
    log_in_as(packer, "fulfilment")
    open_order(packer, number)

    packer.get_by_label("Pieces of Licorice honey").fill("4")
    packer.get_by_role("button", name="Mark packed").click()
    expect(packer.locator("body")).to_contain_text("At most 3 are still to be packed")
    packer.get_by_label("Pieces of Licorice honey").fill("2")
    packer.get_by_label("Lot of Licorice honey").fill("L-2311")
    keep_pictures(packer, "parcels-1-a-part")
    packer.get_by_role("button", name="Mark packed").click()
    expect(packer.locator("body")).to_contain_text("The rest waits")

    parcel = packer.locator("section", has_text=number).filter(has_text="L-2311").last
    parcel.get_by_label("Tracking number").fill("EE123456784UZ")
    parcel.get_by_role("button", name="Mark sent").click()
    expect(packer.locator("body")).to_contain_text("do not fit together")
    parcel.get_by_label("Tracking number").fill("EE123456785UZ")
    keep_pictures(packer, "parcels-2-number")
    parcel.get_by_role("button", name="Mark sent").click()
    expect(packer.locator("body")).to_contain_text("the customer has been told")
    letters = wait_for_mail(demonstration, page, email, 2)
    assert "The rest follows" in letters[-1]
    page.goto(page.url.partition("?")[0])
    expect(page.locator("main")).to_contain_text("The rest follows in another parcel")
    keep_pictures(page, "parcels-3-customer")

    packer.get_by_label("A note for colleagues").fill("She asked for the third jar in May.")
    packer.get_by_role("button", name="Keep the note").click()
    expect(packer.locator("body")).to_contain_text("The note is kept.")
    packer.get_by_role("button", name="Mark packed").click()
    expect(packer.locator("body")).to_contain_text("third jar in May")
    keep_pictures(packer, "parcels-4-both")
    packer.goto(f"/admin/orders/find/?q={number}-2")
    packer.get_by_label("Carrier").select_option("UPS")
    packer.get_by_label("Tracking number").fill("1Z 999 AA1 01 2345 6784")
    packer.get_by_role("button", name="Mark sent").click()
    expect(packer.locator("header")).to_contain_text("Sent")
    wait_for_mail(demonstration, page, email, 3)
    page.reload()
    link = page.get_by_role("link", name="1Z999AA10123456784")
    assert link.get_attribute("href").startswith("https://www.ups.com/")
    keep_pictures(page, "parcels-5-customer")
