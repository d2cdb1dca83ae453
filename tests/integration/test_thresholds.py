"""The smallest order and free delivery: at the boundary, in the basket, at the till, behind it."""

from decimal import Decimal

import pytest
from oscar.core.loading import get_model

from factories.catalogue import make_product, make_zone
from factories.orders import make_basket, place
from integration.till import ADDRESS, fill_basket, jar, pay_form, press_pay  # noqa: F401
from shop.markets.models import Market
from shop.order.models import Order
from shop.rules.errors import OrderTooSmall


def set_market(**fields) -> None:
    Market.objects.filter(code="intl").update(**fields)


@pytest.mark.parametrize(
    ("smallest", "pieces", "may"), [("17.00", 2, True), ("17.01", 2, False), ("0", 1, True)]
)
def test_order_that_reaches_the_smallest_is_placed(db, smallest, pieces, may):
    make_zone()
    set_market(minimum_order=Decimal(smallest))
    basket = make_basket((make_product(), pieces))
    total = str(Decimal("8.50") * pieces + Decimal("14.50"))

    if may:
        assert place(basket, total=total).total_incl_tax == Decimal(total)
        return
    with pytest.raises(OrderTooSmall) as refused:
        place(basket, total=total)

    assert refused.value.data["missing"] == Decimal("0.01")
    assert not Order.objects.exists()


def test_basket_says_what_is_missing_and_keeps_the_door_of_the_till_closed(shopper, jar):
    set_market(minimum_order=Decimal("11.70"))
    fill_basket(shopper, jar)

    page = shopper.get("/en/basket/")
    till = shopper.get("/en/checkout/", follow=True)

    words = "The smallest order is $11.70. Add $3.20 more, and it can go on its way."
    assert words in page.content.decode()
    assert not page.context["may_check_out"]
    assert till.redirect_chain == [("/en/basket/", 302)]
    assert words in till.content.decode()


def test_smallest_order_that_grew_at_the_till_is_explained_and_nothing_typed_is_lost(shopper, jar):
    fill_basket(shopper, jar)
    form = pay_form(shopper)
    set_market(minimum_order=Decimal(20))

    page = shopper.post("/en/checkout/", form)

    assert page.status_code == 409
    assert "The smallest order is $20.00. Add $11.50 more" in page.content.decode()
    assert page.context["form"]["line1"].value() == ADDRESS["line1"]
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("free_from", "delivery"), [("17.00", "0"), ("17.01", "14.50"), (None, "14.50")]
)
def test_delivery_is_free_for_the_order_that_reaches_the_threshold(db, free_from, delivery):
    make_zone()
    set_market(free_delivery_from=free_from and Decimal(free_from))
    basket = make_basket((make_product(), 2))

    order = place(basket, total=str(Decimal(17) + Decimal(delivery)))

    assert order.shipping_incl_tax == Decimal(delivery)


def test_free_delivery_counts_what_is_left_after_offers(shopper, jar):
    give_half_off()
    set_market(free_delivery_from=Decimal("8.50"))
    fill_basket(shopper, jar)

    page = shopper.get("/en/basket/")
    till = shopper.post("/en/checkout/", ADDRESS | {"action": "refresh"})

    assert "Add $4.25 more and delivery is free." in page.content.decode()
    assert till.context["summary"].total == Decimal("18.75")


def give_half_off() -> None:
    """Offer everybody every second cent of everything."""
    Range, Condition, Benefit, Offer = (
        get_model("offer", name) for name in ("Range", "Condition", "Benefit", "ConditionalOffer")
    )
    everything = Range.objects.create(name="All", includes_all_products=True)
    Offer.objects.create(
        name="Half off",
        condition=Condition.objects.create(range=everything, type="Count", value=1),
        benefit=Benefit.objects.create(range=everything, type="Percentage", value=50),
    )


def test_basket_and_till_say_that_delivery_is_free(shopper, jar, emulator):
    set_market(free_delivery_from=Decimal("8.50"))
    fill_basket(shopper, jar)

    page = shopper.get("/en/basket/")
    till = shopper.post("/en/checkout/", ADDRESS | {"action": "refresh"})
    press_pay(shopper)

    assert "Delivery is free." in page.content.decode()
    assert "<dd>free</dd>" in till.content.decode()
    assert Order.objects.get().total_incl_tax == Decimal("8.50")


def test_panel_of_a_filled_basket_tells_what_is_missing(shopper, jar):
    set_market(free_delivery_from=Decimal("11.70"))
    as_script = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}

    answer = shopper.post(f"/en/basket/add/{jar.pk}/", {"quantity": 1}, headers=as_script)

    assert "Add $3.20 more and delivery is free." in answer.json()["html"]


def test_free_delivery_that_ends_at_the_till_is_not_charged_unseen(shopper, jar):
    set_market(free_delivery_from=Decimal("8.50"))
    fill_basket(shopper, jar)
    form = pay_form(shopper)
    set_market(free_delivery_from=None)

    page = shopper.post("/en/checkout/", form)

    assert page.status_code == 409
    assert "total has changed" in page.content.decode()
    assert not Order.objects.exists()


def test_till_says_what_the_parcel_weighs_and_how_it_is_priced(shopper, jar):
    fill_basket(shopper, jar, 3)

    page = shopper.get("/en/basket/")
    till = shopper.post("/en/checkout/", ADDRESS | {"action": "refresh"})

    note = "The parcel weighs 1.2\N{NO-BREAK SPACE}kg. Delivery to Germany: $14.50"
    assert note in page.content.decode()
    assert "weighs 1.2\N{NO-BREAK SPACE}kg and goes as one of up to 5\N{NO-BREAK SPACE}kg." in (
        till.content.decode()
    )
