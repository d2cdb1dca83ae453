"""The books: movements that are only read, what waits for whom, and whether all agrees."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from factories.catalogue import make_product
from factories.money import disputed, paid_by_card, to_be_paid_by
from shop.accounts.models import User
from shop.books.disagreement import CHECK_TITLES, Check, Disagreement
from shop.demo import payments as demo_payments
from shop.ledger.models import MoneyEntry, StockEntry
from shop.markets.models import Market
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payments.models import PaymentOption
from shop.payments.selectors import offered_payments
from shop.rules.errors import GatewayUnavailable, OutOfStock
from shop.services import reconcile as services
from shop.services.order_move import raise_attention
from shop.services.receipt_confirm import confirm_receipt
from shop.services.refund_ask import RefundWish, ask_refund


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


@pytest.fixture
def orders(db) -> dict[str, Order]:
    """Give one order of each kind that waits for somebody."""
    made = {
        "transfer": to_be_paid_by("bank_transfer"),
        "disputed": paid_by_card(),
        "look": paid_by_card(),
        "by_hand": to_be_paid_by("bank_transfer"),
    }
    disputed(made["disputed"])
    raise_attention(made["look"], "More arrived than the order costs")
    session = made["by_hand"].payment_sessions.get()
    now = timezone.now()
    confirm_receipt(
        order_id=made["by_hand"].pk,
        amount_minor=session.amount_minor,
        reference="IN-1",
        by=None,
        now=now,
    )
    ask_refund(
        order_id=made["by_hand"].pk,
        wish=RefundWish(amount_minor=100_00),
        key="one",
        reason="Dented",
        now=now,
    )
    return made


def test_each_number_on_the_first_page_counts_what_its_link_lists(manager, orders):
    page = manager.get("/admin/")
    tasks = {str(task.label): task for task in page.context["tasks"]}

    expected = {
        "Waiting for a transfer": "transfer",
        "Disputed by the buyer's bank": "disputed",
        "Needs a look": "look",
        "Refunds to send by hand": "by_hand",
    }
    for label, name in expected.items():
        listed = manager.get(tasks[label].url).context["page_obj"].object_list
        assert tasks[label].count == 1, label
        assert [order.pk for order in listed] == [orders[name].pk], label


def test_packer_is_not_sent_to_refunds(log_in, orders):
    page = log_in("Fulfilment officers").get("/admin/")

    labels = [str(task.label) for task in page.context["tasks"]]
    assert "Needs a look" in labels
    assert "Refunds to send by hand" not in labels


def test_orders_are_narrowed_down_by_way_to_pay(manager, orders):
    page = manager.get("/admin/orders/", {"payment": "bank_transfer"})

    listed = {order.pk for order in page.context["page_obj"]}
    assert listed == {orders["transfer"].pk, orders["by_hand"].pk}


def test_unknown_filters_narrow_nothing(manager, orders):
    page = manager.get("/admin/orders/", {"payment": "\0", "look": "x" * 5000, "p": "-1"})

    assert len(page.context["page_obj"]) == len(orders)


def test_movements_are_found_by_order_reference_kind_and_day(manager, orders):
    number = orders["by_hand"].number
    today = timezone.localdate().isoformat()

    def found(**query) -> set[str]:
        page = manager.get("/admin/money/movements/", query)
        return {entry.order.number for entry in page.context["object_list"]}

    assert found(q=number) == {number}
    assert found(q="IN-1") == {number}
    assert found(kind="dispute") == {orders["disputed"].number}
    assert len(found(at_from=today)) == 3
    assert found(at_to="2001-01-01") == set()
    assert len(found(at_from="nonsense", kind="nonsense", p="zz")) == 3


def test_movements_of_stock_are_found_by_order_and_kind(manager, orders):
    order = orders["transfer"]

    page = manager.get("/admin/money/stock/", {"q": order.number, "kind": "promised"})
    none = manager.get("/admin/money/stock/", {"q": order.number, "kind": "sent"})

    assert [entry.promised for entry in page.context["object_list"]] == [2]
    assert not none.context["object_list"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_movements_can_be_taken_away_as_a_sheet(manager, orders, kind):
    StockEntry.objects.create(
        record=StockRecord.objects.first(), kind="counted", on_hand=1, at=timezone.now()
    )

    for url in ("/admin/money/movements/", "/admin/money/stock/"):
        sheet = manager.get(url, {"export": kind})
        assert sheet.status_code == 200
        assert b"".join(sheet.streaming_content)


def test_nobody_adds_changes_or_deletes_an_entry(site_tree, client, orders):
    client.force_login(User.objects.create_superuser("root@ovop.example", "x"))
    entry = MoneyEntry.objects.first()

    for url in ("/admin/money/movements/", "/admin/money/stock/"):
        page = client.get(url).content.decode()
        assert "/new/" not in page
        assert "/delete/" not in page
        for act in ("new/", f"edit/{entry.pk}/", f"delete/{entry.pk}/"):
            assert client.post(url + act, follow=True).status_code == 404
        assert client.post(url).status_code == 405
    for name in ("ledger_moneyentry_change", "ledger_stockentry_delete"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:{name}", args=[entry.pk])


def test_each_comparison_has_a_heading_of_its_own():
    assert set(CHECK_TITLES) == set(Check)


FOUND = [
    Disagreement("stock_orders", "Licorice honey", "3 are promised, orders hold 2."),
    Disagreement("provider", "Order OA-1", "Stripe has $5 more.", order_id=7, is_repairable=True),
    Disagreement(Check.MONEY_LEDGER, "Something", "It says <b>otherwise</b>."),
]


def test_books_that_agree_say_so_in_green(manager, monkeypatch):
    asked = []
    monkeypatch.setattr(services, "reconcile", lambda **period: asked.append(period) or [])

    pages = [manager.get("/admin/money/books/", {"days": days}) for days in ("", "7", "365", "x")]

    assert all("tell the same story" in page.content.decode() for page in pages)
    assert [(period["now"] - period["since"]).days for period in asked] == [30, 7, 365, 30]
    assert "Repair what is safe" not in pages[0].content.decode()


def test_disagreements_are_listed_by_what_was_compared(manager, monkeypatch):
    monkeypatch.setattr(services, "reconcile", lambda **period: FOUND)

    page = manager.get("/admin/money/books/").content.decode()

    assert "3 things do not agree" in page
    assert "The payment provider and the shop (1)" in page
    assert "Sums of payments and the ledger (1)" in page
    assert reverse("console:order", args=[7]) in page
    assert "&lt;b&gt;otherwise" in page


def test_repair_says_what_was_done(manager, monkeypatch):
    found = list(FOUND)

    def repair(**period):
        found.clear()
        return ["Order OA-1: asked again"]

    monkeypatch.setattr(services, "reconcile", lambda **period: found)
    monkeypatch.setattr(services, "repair", repair)

    looked = manager.get("/admin/money/books/repair/", follow=True).content.decode()
    page = manager.post("/admin/money/books/repair/", {"days": "7"}).content.decode()

    assert "asked again" not in looked
    assert "Order OA-1: asked again" in page
    assert "tell the same story" in page


@pytest.mark.parametrize("name", ["reconcile", "repair"])
def test_silence_of_the_provider_is_no_agreement(manager, monkeypatch, name):
    def silent(**period):
        raise GatewayUnavailable(act="list")

    monkeypatch.setattr(services, name, silent)

    page = (
        manager.get("/admin/money/books/")
        if name == "reconcile"
        else manager.post("/admin/money/books/repair/")
    ).content.decode()

    assert "does not answer" in page
    assert "tell the same story" not in page


def test_only_managers_repair(log_in, monkeypatch):
    done = []
    monkeypatch.setattr(services, "repair", lambda **period: done.append(period) or [])

    log_in("Fulfilment officers").post("/admin/money/books/repair/", {"days": "7"})

    assert not done


def test_transfer_is_not_offered_before_it_says_where_the_money_goes(manager):
    option = PaymentOption.objects.get(market__code="uz", gateway="bank_transfer")
    url = f"/admin/ways-to-pay/edit/{option.pk}/"
    form = {
        "market": option.market_id,
        "gateway": "bank_transfer",
        "is_offered": "on",
        "position": "1",
        "days_to_pay": "7",
        "smallest": "10",
        "largest": "5",
    }

    less = manager.post(url, form).content.decode()
    unsaid = manager.post(url, form | {"largest": ""}).content.decode()
    saved = manager.post(url, form | {"largest": "", "instructions": "DEMONSTRATION"})

    option.refresh_from_db()
    assert "less than the smallest amount" in less
    assert "Write where the money goes" in unsaid
    assert saved.status_code == 302
    assert option.is_offered


def test_pieces_promised_while_a_count_is_saved_are_a_word_in_the_form(manager, monkeypatch):
    record = make_product(stock=5).stockrecords.get()

    def taken(**move):
        raise OutOfStock(product_ids=[record.product_id])

    monkeypatch.setattr("shop.console.forms.move_stock", taken)
    page = manager.post(
        f"/admin/stock/edit/{record.pk}/",
        {"num_in_stock": "1", "seen": "5", "low_stock_threshold": "9"},
    )

    record.refresh_from_db()
    assert page.status_code == 200
    assert "Meanwhile more pieces were promised" in page.content.decode()
    assert (record.num_in_stock, record.low_stock_threshold) == (5, None)


def test_demonstration_offers_three_ways_to_pay_and_keeps_what_staff_wrote(db):
    market = Market.objects.get(code="uz")

    list(demo_payments.load())
    ways = [offered.gateway.code for offered in offered_payments(market=market, country_code="UZ")]
    PaymentOption.objects.filter(market=market, gateway="bank_transfer").update(instructions="Ours")
    list(demo_payments.load())

    option = PaymentOption.objects.get(market=market, gateway="bank_transfer")
    assert sorted(ways) == ["bank_transfer", "cash_on_delivery", "stripe"]
    assert all("DEMO-0000" in text for text in demo_payments.INSTRUCTIONS.values())
    assert option.instructions == "Ours"
