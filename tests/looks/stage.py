"""Bring a running demonstration into every state that a page can show.

Run as `python -m tests.looks.stage` with the demonstration's own environment; prints JSON:
`urls` (name of the state → address) and `bodies` (error pages that no address gives).
All goes through the shop's own services, so that the books agree afterwards.
"""

import json
import os
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT / "tests")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.dev")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.tokens import default_token_generator  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.encoding import force_bytes  # noqa: E402
from django.utils.http import urlsafe_base64_encode  # noqa: E402
from django.utils.translation import override  # noqa: E402

from factories.catalogue import make_product  # noqa: E402
from factories.orders import german_address, make_basket  # noqa: E402
from home.models import ArticlePage  # noqa: E402
from shop.accounts.models import User  # noqa: E402
from shop.catalogue.models import Category, Product  # noqa: E402
from shop.order.models import Order  # noqa: E402
from shop.rules.errors import TotalChanged  # noqa: E402
from shop.rules.money import to_minor  # noqa: E402
from shop.rules.payment_states import OrderEvent  # noqa: E402
from shop.services.order_cancel import cancel_order  # noqa: E402
from shop.services.order_fulfil import pack_order, send_order  # noqa: E402
from shop.services.order_place import Customer, place_order  # noqa: E402
from shop.services.payment_start import start_payment  # noqa: E402
from shop.services.receipt_confirm import confirm_receipt, confirm_refund  # noqa: E402
from shop.services.refund_ask import RefundWish, ask_refund  # noqa: E402

from tests.looks.demonstration import PASSWORD  # noqa: E402

BUYER = "orders@example.org"
NEWCOMER = "newcomer@example.org"
NUKUS = {"country_id": "UZ", "line1": "Dosnazarov 1", "line4": "Nukus", "postcode": "230100"}


def demo_product(upc: str) -> Product:
    return Product.objects.get(upc=upc)


def staged_product(upc: str, **facts) -> Product:
    known = Product.objects.filter(upc=upc).first()
    if known is None:
        known = make_product(kind="toys", picture=None, is_demo=True, **facts)
        known.upc = upc
        known.save(update_fields=["upc"])
    return known


def products() -> dict[str, str]:
    yesterday = date.today() - timedelta(days=1)
    found = {
        "product": demo_product("sesame-cookies"),
        "product-sizes": demo_product("licorice-honey"),
        "product-last-one": demo_product("gift-box"),
        "product-sold-out": demo_product("toy-horse"),
        "product-not-certified": demo_product("granola-bar"),
        "product-lapsed": staged_product("staged-lapsed", title="Staged doll", expires=yesterday),
        "product-no-price": staged_product(
            "staged-no-price", title="Staged felt rug", prices={"uz": "90000"}, stock=9
        ),
        "product-long-words": staged_product(
            "staged-long-words",
            title="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        ),
    }
    uzbek = Product.objects.filter(certificate_set__markets__code="uz") if False else None
    del uzbek
    return {name: product.get_absolute_url() for name, product in found.items()}


def place(*, payment: str, market: str = "uz", user=None, **address) -> Order:
    """Place an order of two jars and whatever delivery costs."""
    jar = demo_product("licorice-honey").children.first()
    now = timezone.now()

    def at(total) -> Order:
        return place_order(
            basket_id=make_basket((jar, 1), (demo_product("jida"), 1), market=market).pk,
            market=make_basket(market=market).market,
            customer=Customer(email=BUYER, user=user),
            address=german_address(**address),
            expected_total=Decimal(total),
            payment=payment,
            now=now,
        )

    try:
        return at(0)
    except TotalChanged as changed:
        return at(changed.data["actual"])


def transferred(user) -> Order:
    """Give an order that was paid by bank transfer."""
    order = place(payment="bank_transfer", user=user, **NUKUS)
    now = timezone.now()
    start_payment(order_id=order.pk, now=now)
    amount = to_minor(order.total_incl_tax, order.currency)
    return confirm_receipt(
        order_id=order.pk, amount_minor=amount, reference=f"BANK-{order.pk}", by=None, now=now
    )


def refunded(user, wish: RefundWish) -> Order:
    order, now = transferred(user), timezone.now()
    refund = ask_refund(
        order_id=order.pk, wish=wish, key=f"staged-{order.pk}", reason="Staged", now=now
    )
    confirm_refund(refund_id=refund.pk, reference=f"BACK-{order.pk}", by=None, now=now)
    return order


def orders(user) -> dict[str, str]:
    now = timezone.now()
    found = {"waiting": place(payment="stripe", market="intl", user=user)}
    for name, payment in (("transfer", "bank_transfer"), ("at-the-door", "cash_on_delivery")):
        found[name] = place(payment=payment, user=user, **NUKUS)
        start_payment(order_id=found[name].pk, now=now)
    found["paid"] = transferred(user)
    found["packed"] = transferred(user)
    pack_order(order_id=found["packed"].pk, by=None, now=now)
    found["sent"] = transferred(user)
    pack_order(order_id=found["sent"].pk, by=None, now=now)
    send_order(
        order_id=found["sent"].pk, carrier="ems", tracking_number="EE1", by=None, now=now
    )
    found["refunded"] = refunded(user, RefundWish(everything=True, restock=True))
    found["partly-refunded"] = refunded(user, RefundWish(delivery=True))
    found["cancelled"] = place(payment="stripe", market="intl", user=user)
    cancel_order(order_id=found["cancelled"].pk, event=OrderEvent.CUSTOMER_CANCELLED)
    return {f"order-{name}": order.get_absolute_url() for name, order in found.items()}


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
    settings.STORAGES  # noqa: B018  (read before the language is set)
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
