"""A packer's batch, a certificate that runs out, an editor's round, in a real browser."""

import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect

from browser.steps import fill_address, log_in_as, wait_for_mail
from browser.test_money_walks import NUKUS, put_in_basket, shop_in_uzbekistan
from conftest import order_number_on

SCREENS = Path(__file__).resolve().parents[2] / "var" / "walks"
PARCELS = 5
#: More pages than any role sees links to from the first one and its lists.
MOST_PAGES = 150


def picture(page, name: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)


def buy_at_the_door(page, email: str) -> str:
    put_in_basket(page, "Sesame cookies")
    page.goto("/en/checkout/")
    fill_address(page, email, NUKUS)
    page.get_by_label("Cash on delivery").check()
    page.locator("[data-pay]").click()
    page.wait_for_url("**/orders/**")
    return order_number_on(page)


def test_packer_sends_five_orders_in_one_batch(open_page, demonstration):
    emails = [f"batch-{n}@example.org" for n in range(PARCELS)]
    numbers = [
        buy_at_the_door(shop_in_uzbekistan(open_page, demonstration), email) for email in emails
    ]

    packer = open_page(width=1280)
    log_in_as(packer, "fulfilment")
    packer.goto("/admin/orders/pick-list/")
    expect(packer.locator("body")).to_contain_text("Sesame cookies")
    picture(packer, "batch-1-pick-list")
    packer.goto("/admin/orders/to-pack/")
    for number in numbers:
        packer.get_by_label(f"Tick order {number}").check()
    picture(packer, "batch-2-ticked")
    ticked = packer.locator("[name=order]:checked")
    query = "&".join(f"order={box.input_value()}" for box in ticked.all())
    papers = packer.request.get(f"/admin/orders/papers.pdf?{query}")
    assert papers.headers["content-type"] == "application/pdf"
    assert papers.body().startswith(b"%PDF-")
    packer.get_by_role("button", name="Mark the ticked ones packed").click()
    expect(packer.locator("body")).to_contain_text(f"{PARCELS} orders are packed")

    for place, number in enumerate(numbers):
        packer.get_by_label(f"Tracking number of order {number}").fill(f"UZ12345678{place}")
        packer.keyboard.press("Enter" if place < PARCELS - 1 else "Tab")
    picture(packer, "batch-3-numbers")
    packer.get_by_role("button", name="Mark these sent").click()

    expect(packer.locator("body")).to_contain_text(f"{PARCELS} parcels are sent")
    picture(packer, "batch-4-sent")
    for place, email in enumerate(emails):
        letters = wait_for_mail(demonstration, packer, email, 2)
        assert f"UZ12345678{place}" in letters[-1]


def test_certificate_that_runs_out_takes_its_things_off_sale(open_page, demonstration):
    database = sqlite3.connect(Path(demonstration.environment["VAR_ROOT"]) / "db.sqlite3")
    shop, officer = open_page(), open_page(width=1280)
    shop.context.add_cookies([{"name": "market", "value": "jp", "url": demonstration.url}])
    shop.goto("/en/shop/")
    shop.get_by_role("link", name="Cold-pressed sesame oil").first.click()
    to_buy = shop.locator(".product__answer").get_by_role("button", name="Put in basket")
    expect(to_buy.first).to_be_visible()
    log_in_as(officer, "certification")
    officer.goto("/admin/coverage/")
    row = officer.locator(
        "tr", has=officer.get_by_role("rowheader", name="Cold-pressed sesame oil")
    ).first
    before = row.inner_text()
    picture(officer, "lapse-1-before")
    oil = "SELECT id FROM catalogue_product WHERE title = 'Cold-pressed sesame oil'"
    papers = f"""id IN (SELECT certificate_id FROM certification_certificate_products
        WHERE product_id IN ({oil}))"""
    [(last,)] = database.execute(
        f"SELECT MAX(expires) FROM certification_certificate WHERE {papers}"
    ).fetchall()
    assert last

    # As if time had moved on to the day after the last one.
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    with database:
        database.execute(
            f"UPDATE certification_certificate SET expires = ? WHERE {papers}", [yesterday]
        )
    try:
        shop.reload()
        officer.reload()

        expect(to_buy).to_have_count(0)
        picture(shop, "lapse-2-shop")
        assert row.inner_text() != before
        picture(officer, "lapse-3-after")
        officer.goto("/admin/")
        expect(officer.locator("body")).to_contain_text("have ended")
    finally:
        with database:
            database.execute(
                f"UPDATE certification_certificate SET expires = ? WHERE {papers}", [last]
            )
        database.close()


def test_editor_meets_no_page_that_refuses(open_page):
    editor = open_page(width=1280)
    log_in_as(editor, "editor")
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
