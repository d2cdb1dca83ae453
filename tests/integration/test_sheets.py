"""Prices and stock by spreadsheet: what is shown is what changes, once, and nothing else does."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from sheets import HEADINGS, apply, read_workbook, text_table, upload, workbook

from factories.catalogue import make_producer, make_product
from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.console.models import SheetUpload
from shop.ledger.models import PriceEntry, StockEntry
from shop.markets.models import MarketPrice
from shop.partner.models import StockRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey(db):
    return make_product("Honey", stock=10)


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


def price(product, market: str) -> Decimal | None:
    found = MarketPrice.objects.filter(product=product, market__code=market).first()
    return found and found.amount


def stock(product) -> int:
    return StockRecord.objects.get(product=product).num_in_stock


def test_sheet_changes_exactly_what_it_shows(manager, honey):
    oil = make_product("Oil", stock=4)
    content = workbook([honey.pk, "x", 12, 70000, None, "-"], [oil.pk, "x", 4, None, 1500, 8.5])

    page = upload(manager, content, follow=True)
    shown = [(c.title, c.market, c.old, c.new) for c in page.context["plan"].changes]
    done = apply(manager, page)

    assert shown == [
        ("Honey", "", 10, 12),
        ("Honey", "uz", Decimal(65000), Decimal(70000)),
        ("Honey", "intl", Decimal("8.50"), None),
        ("Oil", "jp", Decimal(1280), Decimal(1500)),
    ]
    assert "4 changes were made." in done.content.decode()
    assert (stock(honey), price(honey, "uz"), price(honey, "jp")) == (12, 70000, 1280)
    assert (price(honey, "intl"), price(oil, "jp"), price(oil, "intl")) == (
        None,
        1500,
        Decimal("8.50"),
    )
    assert stock(oil) == 4


def test_every_change_stands_in_the_books_with_who_made_it(manager, honey):
    apply(manager, upload(manager, workbook([honey.pk, "", 12, 70000, None, "-"]), follow=True))

    entries = PriceEntry.objects.order_by("market__position")
    found = {(e.market.code, e.old, e.new, e.currency, e.cause, e.by.email) for e in entries}
    who = User.objects.get().email
    assert found == {
        ("uz", Decimal(65000), Decimal(70000), "UZS", "spreadsheet", who),
        ("intl", Decimal("8.50"), None, "USD", "spreadsheet", who),
    }
    entry = StockEntry.objects.filter(kind="counted").get()
    assert (entry.on_hand, entry.cause, entry.by.email) == (2, "spreadsheet", who)
    history = manager.get(reverse("money:prices")).content.decode()
    assert "not sold" in history
    assert "70 000" in history.replace("\u00a0", " ")


def test_export_brought_back_changes_nothing(manager, honey):
    make_product("=HYPERLINK(1)", producer=make_producer("@maker"), prices={"jp": "990"})

    sheet = read_workbook(manager.get(reverse("sheets:xlsx")))
    page = upload(manager, workbook(*sheet[1:], headings=sheet[0]), follow=True)

    assert len(sheet) == 3
    assert page.context["plan"].changes == []
    assert "all is so already" in page.content.decode()
    assert not any(str(cell).startswith(("=", "@")) for row in sheet for cell in row)


def test_text_export_brought_back_changes_nothing(manager, honey):
    content = b"".join(manager.get(reverse("sheets:csv")).streaming_content)

    page = upload(manager, content, name="prices.csv", follow=True)

    assert page.context["plan"].changes == []
    assert page.context["plan"].same == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_text_is_read_as_spreadsheets_write_it(manager, honey, encoding, delimiter):
    row = [honey.pk, "Мёд", 12, "70 000", "1 090", "9,25"]
    content = text_table(row, delimiter=delimiter, encoding=encoding)

    page = upload(manager, content, name="a.csv", follow=True)

    found = {change.market: change.new for change in page.context["plan"].changes}
    assert found == {"": 12, "uz": 70000, "jp": 1090, "intl": Decimal("9.25")}


def test_sheet_with_the_headings_is_found_among_others(manager, honey):
    content = workbook([honey.pk, "", 12], others=["Notes", "Old"])

    page = upload(manager, content, follow=True)

    assert len(page.context["plan"].changes) == 1


def test_second_press_changes_nothing_more(manager, honey):
    page = upload(manager, workbook([honey.pk, "", 12]), follow=True)

    apply(manager, page)
    again = apply(manager, page)

    assert "applied already" in again.content.decode()
    assert stock(honey) == 12
    assert StockEntry.objects.filter(kind="counted").count() == 1


def test_what_became_other_meanwhile_is_shown_anew_and_nothing_is_changed(manager, honey):
    page = upload(manager, workbook([honey.pk, "", 12, 70000]), follow=True)
    MarketPrice.objects.filter(product=honey, market__code="uz").update(amount=66000)

    answer = apply(manager, page)

    assert answer.status_code == 409
    assert "please look again" in answer.content.decode()
    shown = {change.market: change.old for change in answer.context["plan"].changes}
    assert shown["uz"] == 66000
    assert (stock(honey), price(honey, "uz")) == (10, 66000)
    assert "2 changes were made." in apply(manager, answer).content.decode()
    assert (stock(honey), price(honey, "uz")) == (12, 70000)


def test_count_below_what_is_promised_cannot_be_applied(manager, honey):
    StockRecord.objects.filter(product=honey).update(num_allocated=5)

    page = upload(manager, workbook([honey.pk, "", 4]), follow=True)
    answer = apply(manager, page)

    assert "5 pieces are promised" in page.content.decode()
    assert answer.status_code == 409
    assert stock(honey) == 10


def test_packer_sees_and_changes_stock_alone(log_in, honey):
    packer = log_in("Fulfilment officers")

    sheet = read_workbook(packer.get(reverse("sheets:xlsx")))
    refused = upload(packer, workbook([honey.pk, "", 12, 1]))
    page = upload(packer, workbook([honey.pk, 12], headings=["number", "stock"]), follow=True)
    apply(packer, page)

    assert sheet[0] == ("number", "title", "maker", "stock", "promised", "left")
    assert refused.status_code == 422
    assert "You may not change this" in refused.content.decode()
    assert stock(honey) == 12


def test_nobody_opens_or_applies_the_sheet_of_another(manager, honey):
    page = upload(manager, workbook([honey.pk, "", 12]), follow=True)
    other = User.objects.create_user("other@ovop.example")
    other.groups.add(Group.objects.get(name="Association managers"))
    manager.force_login(other)

    url = reverse("sheets:upload", args=[page.context["upload"].pk])
    opened = manager.get(url, follow=True)
    pressed = apply(manager, page)

    assert (opened.status_code, pressed.status_code) == (404, 404)
    assert stock(honey) == 10


def test_right_that_was_lost_meanwhile_is_missed_when_applying(manager, honey):
    page = upload(manager, workbook([honey.pk, "", 12, 70000]), follow=True)
    User.objects.get().groups.set([Group.objects.get(name="Fulfilment officers")])

    answer = apply(manager, page)

    assert "Sorry, you do not have permission" in answer.content.decode()
    assert price(honey, "uz") == 65000


def test_who_may_change_neither_is_kept_out(log_in):
    client = log_in("Editors")

    names = ("sheets:overview", "sheets:xlsx", "sheets:csv")
    assert [client.get(reverse(name)).status_code for name in names] == [302] * 3


def test_queries_do_not_grow_with_the_things(manager, django_assert_max_num_queries):
    for number in range(30):
        make_product(f"Thing {number}", prices={"jp": "990"})
    numbers = list(Product.objects.values_list("pk", flat=True))
    content = workbook(*([pk, "", 99, None, 1000 + pk] for pk in numbers), headings=HEADINGS)

    with django_assert_max_num_queries(25):
        page = upload(manager, content, follow=True)
    # Each count is one conditional update of its own.
    with django_assert_max_num_queries(45 + len(numbers)):
        apply(manager, page)
    with django_assert_max_num_queries(12):
        read_workbook(manager.get(reverse("sheets:xlsx")))

    assert len(page.context["plan"].changes) == 60
    assert SheetUpload.objects.get().changed == 60
