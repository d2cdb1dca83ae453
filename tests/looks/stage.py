"""Bring a running demonstration into every state that a page can show.

Run as `python -m tests.looks.stage` with the demonstration's own environment; prints JSON:
`urls` (name of the state → address) and `bodies` (error pages that no address gives).
All goes through the shop's own services, so that the books agree afterwards.
"""

import json
import os
import sys
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT / "tests")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.dev")

import django  # noqa: E402

django.setup()

from django.contrib.auth.tokens import default_token_generator  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.encoding import force_bytes  # noqa: E402
from django.utils.http import urlsafe_base64_encode  # noqa: E402
from django.utils.translation import override  # noqa: E402
from tests.looks.demonstration import PASSWORD  # noqa: E402

from factories.catalogue import make_product  # noqa: E402
from factories.orders import german_address, make_basket  # noqa: E402
from home.models import ArticlePage  # noqa: E402
from home.styleguide.examples import LONG_WORD  # noqa: E402
from shop.accounts.models import User  # noqa: E402
from shop.catalogue.models import Category, Product  # noqa: E402
from shop.order.models import Order  # noqa: E402
from shop.rules.errors import TotalChanged  # noqa: E402
from shop.rules.money import to_minor  # noqa: E402
from shop.rules.payment_states import OrderEvent, OrderState  # noqa: E402
from shop.services.order_cancel import cancel_order  # noqa: E402
from shop.services.order_fulfil import pack_order, send_parcel  # noqa: E402
from shop.services.order_place import Customer, place_order  # noqa: E402
from shop.services.payment_start import start_payment  # noqa: E402
from shop.services.receipt_confirm import confirm_receipt, confirm_refund  # noqa: E402
from shop.services.refund_ask import RefundWish, ask_refund  # noqa: E402

BUYER = "orders@example.org"
NEWCOMER = "newcomer@example.org"
ZURICH = {"country_id": "CH", "line1": "Bahnhofstrasse 1", "line4": "Zürich", "postcode": "8001"}
NUKUS = {"country_id": "UZ", "line1": "Dosnazarov 1", "line4": "Nukus", "postcode": "230100"}


def demo_product(upc: str) -> Product:
    return Product.objects.get(upc=upc)


def staged_product(upc: str, **facts) -> Product:
    known = Product.objects.filter(upc=upc).first()
    if known is None:
        known = make_product(kind="toy", picture=None, is_demo=True, **facts)
        known.upc = upc
    known.is_public = True
    known.save(update_fields=["upc", "is_public"])
    return known


def products() -> dict[str, str]:
    found = {
        "product": demo_product("sesame-cookies"),
        "product-sizes": demo_product("licorice-honey"),
        "product-last-few": demo_product("honey-pumpkin-candies"),
        "product-sold-out": demo_product("toy-horse"),
        "product-not-certified": demo_product("granola-bar"),
        "product-not-certified-here": demo_product("dried-melon"),
        "product-lapsed": demo_product("pumpkin-brittle"),
        "product-no-price": staged_product(
            "staged-no-price", title="Felt rug", prices={"uz": "90000"}, stock=9
        ),
        "product-long-words": staged_product("staged-long-words", title=LONG_WORD),
    }
    return {name: product.get_absolute_url() for name, product in found.items()}


def place(name: str, *, payment: str, market: str = "uz", user, **address) -> Order:
    """Place an order of two things and whatever delivery costs; its note is its name here."""
    jar = demo_product("licorice-honey").children.first()
    basket = make_basket((jar, 1), (demo_product("jida"), 1), market=market)

    def at(total) -> Order:
        return place_order(
            basket_id=basket.pk,
            market=basket.market,
            customer=Customer(email=BUYER, user=user, note=name),
            address=german_address(**address),
            expected_total=Decimal(total),
            payment=payment,
            now=timezone.now(),
        )

    try:
        return at(0)
    except TotalChanged as changed:
        return at(changed.data["actual"])


def by_hand(name: str, payment: str, user) -> Order:
    order = place(name, payment=payment, user=user, **NUKUS)
    start_payment(order_id=order.pk, now=timezone.now())
    return order


def transferred(name: str, user) -> Order:
    """Give an order that was paid by bank transfer."""
    order = by_hand(name, "bank_transfer", user)
    return confirm_receipt(
        order_id=order.pk,
        amount_minor=to_minor(order.total_incl_tax, order.currency),
        reference=f"BANK-{order.pk}",
        by=None,
        now=timezone.now(),
    )


def packed(name: str, user) -> Order:
    order = transferred(name, user)
    return pack_order(order_id=order.pk, by=None, now=timezone.now())


def sent(name: str, user) -> Order:
    parcel = packed(name, user).parcels.get()
    return send_parcel(
        parcel_id=parcel.pk,
        carrier="ems",
        tracking_number="EE1",
        by=None,
        now=timezone.now(),
    )


def refunded(name: str, user, wish: RefundWish) -> Order:
    order, now = transferred(name, user), timezone.now()
    refund = ask_refund(
        order_id=order.pk, wish=wish, key=f"staged-{order.pk}", reason="Staged", now=now
    )
    confirm_refund(refund_id=refund.pk, reference=f"BACK-{order.pk}", by=None, now=now)
    return order


def waiting(name: str, user) -> Order:
    return place(name, payment="stripe", market="intl", user=user, **ZURICH)


def cancelled(name: str, user) -> Order:
    order = waiting(name, user)
    return cancel_order(order_id=order.pk, event=OrderEvent.CUSTOMER_CANCELLED)


#: name of the state → what makes an order of it.
ORDERS = {
    "waiting": waiting,
    "transfer": lambda name, user: by_hand(name, "bank_transfer", user),
    "at-the-door": lambda name, user: by_hand(name, "cash_on_delivery", user),
    "paid": transferred,
    "packed": packed,
    "sent": sent,
    "refunded": lambda name, user: refunded(name, user, RefundWish(everything=True, restock=True)),
    "partly-refunded": lambda name, user: refunded(name, user, RefundWish(delivery=True)),
    "cancelled": cancelled,
}


def orders(user) -> dict[str, str]:
    """Make the orders that are not there yet; an unpaid one is given up after a while."""
    found = {}
    for name, make in ORDERS.items():
        known = Order.objects.filter(user=user, note=name).exclude(status=OrderState.EXPIRED)
        found[f"order-{name}"] = (known.first() or make(name, user)).get_absolute_url()
    return found


def people() -> tuple[User, User]:
    made = []
    for email in (BUYER, NEWCOMER):
        user = User.objects.filter(email=email).first() or User.objects.create_user(email)
        user.set_password(PASSWORD)
        user.save()
        made.append(user)
    return tuple(made)


def reset_link(user: User) -> str:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("password-reset-confirm", args=[uid, token])


def category(slug: str, name: str) -> Category:
    return Category.objects.filter(slug=slug).first() or Category.add_root(name=name, slug=slug)


def bodies() -> dict[str, str]:
    """Give the pages of errors that a sound shop gives at no address."""
    client = Client(SERVER_NAME="localhost")
    request = client.get("/en/search/").wsgi_request
    refused = client.post(f"/en/basket/add/{demo_product('jida').pk}/")
    return {
        "400": get_template("400.html").render({}, request),
        "403": refused.content.decode(),
        "500": get_template("500.html").render({}),
        "lockout": get_template("lockout.html").render({}, request),
    }


def main() -> None:
    buyer, newcomer = people()
    with override("en"):
        urls = {
            **products(),
            **orders(buyer),
            "shop-filtered": Category.objects.get(slug="honey").get_absolute_url(),
            "shop-empty": category("staged-empty", "A shelf to come").get_absolute_url(),
            "article": ArticlePage.objects.live().first().url,
            "password-confirm": reset_link(newcomer),
        }
        print(json.dumps({"urls": urls, "bodies": bodies()}))


if __name__ == "__main__":
    main()
