"""The console in a browser: a packer's batch, a certificate that runs out, an editor's round."""

import re
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from browser.steps import database_of, fill_address, keep_pictures, log_in_as, wait_for_mail
from browser.test_money_walks import NUKUS, put_in_basket, shop_in_uzbekistan
from conftest import order_number_on

PARCELS = 5
OIL = "Cold-pressed sesame oil"
#: More pages than any role sees links to from the first one and its lists.
MOST_PAGES = 150


def buy_at_the_door(page, email: str) -> str:
    put_in_basket(page, "Sesame cookies")
    page.goto("/en/checkout/")
    fill_address(page, email, NUKUS)
    page.get_by_label("Cash on delivery").check()
    page.locator("[data-pay]").click()
    page.wait_for_url("**/orders/**")
    return order_number_on(page)


def on_shelf(demonstration, sku: str) -> int:
    with database_of(demonstration) as database:
        [(pieces,)] = database.execute(
            "SELECT num_in_stock FROM partner_stockrecord WHERE partner_sku = ?", [sku]
        )
    return pieces


def pages_of(page, address: str) -> int:
    answer = page.request.get(address)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    return len(PdfReader(BytesIO(answer.body())).pages)


def test_packer_sends_five_orders_in_one_batch(open_page, demonstration):
    emails = [f"batch-{n}@example.org" for n in range(PARCELS)]
    numbers = [
        buy_at_the_door(shop_in_uzbekistan(open_page, demonstration), email) for email in emails
    ]
    before = on_shelf(demonstration, "sesame-cookies")

    packer = open_page(width=1280)
    log_in_as(packer, "fulfilment")
    packer.get_by_role("button", name="Orders").click()
    packer.get_by_role("link", name="To pack today").click()
    packer.get_by_role("link", name="Pick list").click()
    for number in numbers:
        expect(packer.locator("main")).to_contain_text(number)
    keep_pictures(packer, "batch-1-pick-list")
    pick_list = packer.get_by_role("link", name="Print as PDF").get_attribute("href")
    assert pages_of(packer, pick_list) >= 1

    packer.get_by_role("link", name="To pack today").last.click()
    for number in numbers:
        packer.get_by_label(f"Tick order {number}").check()
    keep_pictures(packer, "batch-2-ticked")
    ticked = packer.locator("[name=order]:checked")
    query = "&".join(f"order={box.input_value()}" for box in ticked.all())
    assert pages_of(packer, f"/admin/orders/papers.pdf?{query}") >= PARCELS
    packer.get_by_role("button", name="Mark the ticked ones packed").click()
    expect(packer.locator("body")).to_contain_text(f"{PARCELS} orders are packed")

    for place, number in enumerate(numbers):
        packer.get_by_label(f"Tracking number of parcel {number}").fill(f"UZ12345678{place}")
        packer.keyboard.press("Enter" if place < PARCELS - 1 else "Tab")
    keep_pictures(packer, "batch-3-numbers")
    packer.get_by_role("button", name="Mark these sent").click()

    expect(packer.locator("body")).to_contain_text(f"{PARCELS} parcels are sent")
    keep_pictures(packer, "batch-4-sent")
    for number in numbers:
        expect(packer.get_by_role("link", name=number)).to_have_count(0)
    assert on_shelf(demonstration, "sesame-cookies") == before - PARCELS
    for place, email in enumerate(emails):
        letters = wait_for_mail(demonstration, packer, email, 2)
        assert f"UZ12345678{place}" in letters[-1]


@contextmanager
def lapsed(demonstration, title: str):
    """Let the certificates of a thing end as if time had moved on, and give them back after.

    Two days ago is over in every market, wherever its day begins.
    """
    papers = """id IN (SELECT certificate_id FROM certification_certificate_products
        WHERE product_id IN (SELECT id FROM catalogue_product WHERE title = ?))"""
    over = (date.today() - timedelta(days=2)).isoformat()
    with database_of(demonstration) as database:
        days = database.execute(
            f"SELECT expires, id FROM certification_certificate WHERE {papers}", [title]
        ).fetchall()
        database.execute(
            f"UPDATE certification_certificate SET expires = ? WHERE {papers}", [over, title]
        )
    assert days
    try:
        yield
    finally:
        with database_of(demonstration) as database:
            database.executemany(
                "UPDATE certification_certificate SET expires = ? WHERE id = ?", days
            )


def test_certificate_that_runs_out_takes_its_things_off_sale(open_page, demonstration):
    shop, officer = open_page(), open_page(width=1280)
    shop.context.add_cookies([{"name": "market", "value": "jp", "url": demonstration.url}])
    shop.goto("/en/shop/")
    shop.get_by_role("link", name=OIL).first.click()
    answer = shop.locator(".product__answer")
    to_buy = answer.get_by_role("button", name="Put in basket")
    expect(to_buy.first).to_be_visible()
    log_in_as(officer, "certification")
    officer.get_by_role("link", name="Coverage").click()
    row = officer.locator("tr", has=officer.get_by_role("rowheader", name=OIL)).first
    expect(row.get_by_role("link", name="May be sold")).to_have_count(3)
    certificate = row.get_by_role("link").nth(1).get_attribute("href")
    officer.goto(certificate)
    expect(officer.locator("main")).to_contain_text("This goes off sale then")
    keep_pictures(officer, "lapse-1-certificate-before")

    with lapsed(demonstration, OIL):
        shop.reload()

        expect(to_buy).to_have_count(0)
        expect(answer).to_contain_text("A certificate has run out")
        keep_pictures(shop, "lapse-2-shop")
        officer.goto("/admin/coverage/")
        expect(row.get_by_role("link", name="Not certified")).to_have_count(3)
        keep_pictures(officer, "lapse-3-coverage")
        officer.goto(certificate)
        expect(officer.locator("main")).to_contain_text("This is off sale")
        expect(officer.locator("main")).to_contain_text(f"{OIL}: Uzbekistan, Japan, International")
        keep_pictures(officer, "lapse-4-certificate")
        officer.goto("/admin/")
        expect(officer.locator("body")).to_contain_text("have ended")
        keep_pictures(officer, "lapse-5-home")


def test_editor_meets_no_page_that_refuses(open_page):
    editor = open_page(width=1280)
    log_in_as(editor, "editor")
    keep_pictures(editor, "editor-home")
    waiting, seen, refused = ["/admin/"], {"/admin/"}, []
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        answer = editor.request.get(path)
        if answer.status >= 400 or "/admin/login" in answer.url:
            refused.append(f"{path}: {answer.status}")
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for link in re.findall(r'href="(/admin/[^"#?]*)', answer.text()):
            if link not in seen and "logout" not in link:
                seen.add(link)
                waiting.append(link)

    assert not refused
    assert len(seen) > 20
