"""The gate speaks everywhere, markets never mix, and bad input is answered kindly."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from factories.catalogue import make_producer, make_product, make_zone
from factories.orders import german_address, make_basket, pay, place, report_of
from producers.models import Producer
from shop.basket.models import Line
from shop.certification.models import Certificate
from shop.markets.models import Market
from shop.order.models import Order, OrderAct
from shop.partner.models import StockRecord
from shop.payments.models import Refund
from shop.rules.errors import NotForSale, OutOfStock, TotalChanged
from shop.rules.payment_states import OrderEvent, OrderState
from shop.rules.sale import SaleState
from shop.selectors import sale_facts
from shop.services.order_release import release_order
from shop.services.payment_settle import apply_report
from shop.services.payment_start import open_attempt


def state_in(product, market: str, now=None) -> SaleState:
    record = Market.objects.get(code=market)
    return sale_facts([product], market=record, now=now or timezone.now())[product.pk].state


def test_certificate_takes_its_product_off_sale_at_midnight_of_the_market(db):
    product = make_product(expires=datetime(2026, 12, 31).date())
    midnight = datetime(2027, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo"))

    before = state_in(product, "jp", midnight - timedelta(seconds=1))
    after = state_in(product, "jp", midnight)
    elsewhere = state_in(product, "intl", midnight)

    assert before is SaleState.ON_SALE
    assert after is SaleState.CERTIFICATE_LAPSED
    assert elsewhere is SaleState.ON_SALE


def test_product_certified_at_home_only_is_not_sold_abroad(db):
    product = make_product(certified_for=("uz",))

    assert state_in(product, "uz") is SaleState.ON_SALE
    assert state_in(product, "jp") is SaleState.NOT_CERTIFIED_HERE


def test_incomplete_food_record_keeps_a_food_off_sale(db):
    product = make_product()
    product.food.hs_code = ""
    product.food.save()
    product.refresh_from_db()

    assert state_in(product, "jp") is SaleState.INCOMPLETE
    assert state_in(product, "uz") is SaleState.ON_SALE


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"certified_for": ()}, "On its way"),
        ({"certified_for": ("uz",)}, "Not yet for International"),
        ({"stock": 0}, "Sold out for now"),
        ({"stock": 1}, "The last one"),
        ({"prices": {"uz": "65000"}}, "Not offered in International yet"),
    ],
)
def test_listing_and_page_say_why(site_tree, fields, words):
    product = make_product(**fields)

    listing = Client().get("/en/shop/").content.decode()
    page = Client().get(product.get_absolute_url()).content.decode()

    assert words in listing
    assert words in page
    assert ("Put in basket" in page) is (fields == {"stock": 1})


def test_basket_refuses_what_is_not_certified(site_tree, shopper):
    product = make_product("Granola bar", certified_for=())

    page = shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 1}, follow=True)

    assert "on its way to its certificate" in page.content.decode()
    assert not Line.objects.exists()


def test_basket_names_the_line_whose_certificate_was_revoked(site_tree, shopper):
    product = make_product()
    shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 1})
    Certificate.objects.update(revoked_at=timezone.now(), revoked_reason="Recall")

    page = shopper.get("/en/basket/")

    assert not page.context["may_check_out"]
    assert "run out" in page.content.decode()


def test_order_placement_checks_the_gate_again_and_changes_nothing(db):
    make_zone()
    product = make_product()
    basket = make_basket((product, 1))
    Certificate.objects.update(revoked_at=timezone.now(), revoked_reason="Recall")

    with pytest.raises(NotForSale):
        place(basket, total="23.00")

    assert not Order.objects.exists()
    assert StockRecord.objects.get().num_allocated in (None, 0)


def test_stock_cannot_be_promised_twice(db):
    record = StockRecord.objects.get(product=make_product(stock=1))

    record.allocate(1)

    with pytest.raises(OutOfStock):
        record.allocate(1)
    record.refresh_from_db()
    assert record.num_allocated == 1


def test_failure_while_writing_the_order_rolls_everything_back(db, monkeypatch):
    make_zone()
    basket = make_basket((make_product(stock=3), 2))

    def fail(**kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(OrderAct.objects, "create", fail)
    with pytest.raises(RuntimeError):
        place(basket, total="31.50")

    basket.refresh_from_db()
    assert basket.status == "Open"
    assert not Order.objects.exists()
    assert StockRecord.objects.get().num_allocated in (None, 0)


def test_switching_market_reprices_the_basket_and_says_so(site_tree, shopper):
    product = make_product()
    shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 2})

    shopper.post("/en/market/", {"market": "jp", "next": "/en/shop/"})
    page = shopper.get("/en/basket/")

    line = Line.objects.get()
    assert (line.price_incl_tax, line.price_currency) == (Decimal(1280), "JPY")
    assert "¥1,280 now; it was $8.50" in page.content.decode()
    assert page.context["subtotal"] == Decimal(2560)


def test_order_is_placed_in_the_currency_of_its_market(db):
    make_zone("jp", ("JP",), "1650")
    basket = make_basket((make_product(), 3), market="jp")

    order = place(basket, total="5490", address=german_address(country_id="JP"))

    assert (order.currency, order.total_incl_tax) == ("JPY", Decimal(5490))
    assert order.lines.get().line_price_incl_tax == Decimal(3840)


def test_vat_of_a_registered_seller_is_rounded_once_for_the_line(db):
    make_zone("uz", ("UZ",), "18000")
    product = make_product(producer=make_producer(is_vat_registered=True))
    basket = make_basket((product, 3), market="uz")

    order = place(basket, total="213000", address=german_address(country_id="UZ"))

    line = order.lines.get()
    assert line.tax_rate == Decimal("0.12")
    assert line.line_price_incl_tax == Decimal("195000.00")
    assert line.line_price_excl_tax == Decimal("174107.14")


def test_vat_of_an_order_stays_what_it_was_whatever_becomes_of_the_seller(db):
    make_zone("uz", ("UZ",), "18000")
    product = make_product(producer=make_producer(is_vat_registered=True))
    make_zone("intl", ("DE",))
    at_home = place(
        make_basket((product, 1), market="uz"),
        total="83000",
        address=german_address(country_id="UZ"),
    )
    abroad = place(make_basket((product, 1)), total="23.00")

    Producer.objects.update(is_vat_registered=False)
    Market.objects.update(charges_vat=False)

    line, exported = at_home.lines.get(), abroad.lines.get()
    assert (line.tax_rate, line.line_price_incl_tax - line.line_price_excl_tax) == (
        Decimal("0.12"),
        Decimal("6964.29"),
    )
    assert (exported.tax_rate, exported.line_price_excl_tax) == (Decimal(0), Decimal("8.50"))


def test_order_keeps_its_snapshot_when_the_shop_changes(db):
    make_zone()
    product = make_product()
    order = place(make_basket((product, 1)), total="23.00")
    Certificate.objects.all().delete()
    product.market_prices.update(amount=Decimal(99))

    paid = pay_without_gate(order)

    assert paid.state is OrderState.PAID
    assert paid.total_incl_tax == Decimal("23.00")
    assert {paper["kind"] for paper in paid.lines.get().certificates} == {"sanitary", "veterinary"}


def pay_without_gate(order):
    """Pay a session that was opened while everything was in order."""
    from shop.payments.models import PaymentSession

    session = PaymentSession.objects.create(
        order=order,
        amount_minor=2300,
        currency="USD",
        provider_id="cs_1",
        expires_at=timezone.now(),
    )
    return apply_report(session_id=session.pk, report=report_of(session), now=timezone.now())


def test_no_session_is_opened_once_a_certificate_lapsed(db):
    make_zone()
    order = place(make_basket((make_product(), 1)), total="23.00")
    Certificate.objects.update(revoked_at=timezone.now(), revoked_reason="Recall")

    with pytest.raises(NotForSale):
        open_attempt(order_id=order.pk, now=timezone.now())


def test_late_money_is_honoured_while_the_jar_is_there(db):
    make_zone()
    order = place(make_basket((make_product(stock=1), 1)), total="23.00")
    _, session = open_attempt(order_id=order.pk, now=timezone.now())
    release_order(order_id=order.pk, event=OrderEvent.TIME_RAN_OUT, now=timezone.now())

    order = apply_report(session_id=session.pk, report=report_of(session), now=timezone.now())

    assert order.state is OrderState.PAID
    assert StockRecord.objects.get().num_allocated == 1


def test_late_money_goes_back_when_the_jar_is_gone(db):
    make_zone()
    order = place(make_basket((make_product(stock=1), 1)), total="23.00")
    _, session = open_attempt(order_id=order.pk, now=timezone.now())
    release_order(order_id=order.pk, event=OrderEvent.TIME_RAN_OUT, now=timezone.now())
    StockRecord.objects.update(num_in_stock=0)

    order = apply_report(session_id=session.pk, report=report_of(session), now=timezone.now())

    assert order.state is OrderState.REFUNDED
    assert order.attention
    assert Refund.objects.get().amount_minor == 2300


def test_total_that_moved_is_not_charged(db):
    make_zone()
    basket = make_basket((make_product(), 1))

    with pytest.raises(TotalChanged):
        place(basket, total="22.99")


@pytest.mark.parametrize("quantity", ["0", "-1", "text", "", "1.5", "9" * 400, "٣"])
def test_absurd_quantity_gets_a_clear_message(site_tree, shopper, quantity):
    product = make_product()

    page = shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": quantity}, follow=True)

    assert page.status_code == 200
    assert "whole number" in page.content.decode()
    assert not Line.objects.exists()


def test_more_than_there_is_names_what_is_left(site_tree, shopper):
    product = make_product(stock=2)

    page = shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 10**9}, follow=True)

    assert "only 2 of" in page.content.decode()


def test_line_of_a_foreign_basket_is_not_found(site_tree, shopper):
    line = make_basket((make_product(), 1)).lines.get()

    answer = shopper.post(f"/en/basket/lines/{line.pk}/", {"action": "remove"})

    assert answer.status_code == 404
    assert Line.objects.filter(pk=line.pk).exists()


def test_line_can_be_changed_removed_and_put_back(site_tree, shopper):
    product = make_product()
    shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 1})
    url = f"/en/basket/lines/{Line.objects.get().pk}/"

    shopper.post(url, {"quantity": "3"})
    assert Line.objects.get().quantity == 3
    page = shopper.post(url, {"action": "remove"}, follow=True)

    assert not Line.objects.exists()
    assert page.context["removed"] == {
        "product_id": product.pk,
        "title": product.title,
        "quantity": 3,
    }


def test_post_from_another_site_is_refused(site_tree):
    product = make_product()

    answer = Client().post(
        f"/en/basket/add/{product.pk}/",
        {"quantity": 1},
        headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    )

    assert answer.status_code == 403
    assert not Line.objects.exists()


def test_unknown_market_gets_a_message_and_no_cookie(site_tree, shopper):
    answer = shopper.post("/en/market/", {"market": "atlantis"}, follow=True)

    assert answer.status_code == 200
    assert "do not sell to that market" in answer.content.decode()
    assert "market" not in shopper.cookies


def test_market_switch_does_not_lead_to_other_sites(site_tree, shopper):
    answer = shopper.post("/en/market/", {"market": "jp", "next": "https://evil.example/"})

    assert answer.url == "/en/shop/"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "not an address"}, "email"),
        ({"country": "ZZ"}, "country"),
        ({"postcode": "hello"}, "postcode"),
        ({"phone": "12"}, "phone"),
        ({"line1": "x" * 10_000}, "line1"),
        ({"city": ""}, "city"),
    ],
)
def test_bad_address_is_explained_beside_the_field_and_kept(site_tree, shopper, changes, field):
    from test_purchase import ADDRESS

    make_zone()
    shopper.post(f"/en/basket/add/{make_product().pk}/", {"quantity": 1})

    page = shopper.post("/en/checkout/", ADDRESS | changes)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert Line.objects.exists()
    assert not Order.objects.exists()
    assert page.context["form"]["line1"].value() == (ADDRESS | changes)["line1"]


def test_account_can_be_opened_and_entered_and_keeps_the_basket(site_tree, shopper):
    shopper.post(f"/en/basket/add/{make_product().pk}/", {"quantity": 1})

    registered = shopper.post(
        "/en/account/register/", {"email": "New@Example.org", "password": "plain-salt-wind-7"}
    )
    shopper.post("/en/account/logout/")
    entered = shopper.post(
        "/en/account/login/", {"username": "new@example.org", "password": "plain-salt-wind-7"}
    )

    assert registered.status_code == 302
    assert entered.url == "/en/account/"
    assert shopper.get("/en/basket/badge/").json()["count"] == 1


def test_order_page_needs_its_secret_link(site_tree, shopper):
    make_zone()
    order = pay(place(make_basket((make_product(), 1)), total="23.00"))

    assert shopper.get(order.get_absolute_url()).status_code == 200
    assert shopper.get(f"/en/orders/{order.number}/").status_code == 404
