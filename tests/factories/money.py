"""Orders at each stage of their money, and what a page of the console holds about it."""

from decimal import Decimal

from django.utils import timezone

from shop.ledger.models import MoneyEntry
from shop.order.models import Order
from shop.payments.models import Dispute, PaymentOption
from shop.services.money_record import record_money
from shop.services.order_fulfil import pack_order, send_parcel
from shop.services.payment_start import start_payment

from .catalogue import make_product, make_zone
from .orders import german_address, make_basket, pay, place


def paid_by_card(pieces: int = 2, stock: int = 5) -> Order:
    """Give a paid order of jars at $8.50, delivered for $14.50."""
    make_zone()
    basket = make_basket((make_product(stock=stock), pieces))
    return pay(place(basket, total=str(Decimal("8.50") * pieces + Decimal("14.50"))))


def to_be_paid_by(payment: str, pieces: int = 2) -> Order:
    """Give an order from Uzbekistan: jars at 65 000 soʻm, delivered for 18 000."""
    make_zone("uz", ("UZ",), "18000")
    PaymentOption.objects.filter(market__code="uz", gateway=payment).update(
        is_offered=True, instructions="DEMONSTRATION"
    )
    basket = make_basket((make_product(stock=5), pieces), market="uz")
    address = german_address(country_id="UZ", line4="Nukus", postcode="230100")
    order = place(basket, total=str(65_000 * pieces + 18_000), payment=payment, address=address)
    start_payment(order_id=order.pk, now=timezone.now())
    order.refresh_from_db()
    return order


def sent(order: Order) -> Order:
    pack_order(order_id=order.pk, by=None, now=timezone.now())
    return send_it(order)


def send_it(order: Order, *, number: str = "EE1", carrier: str = "ems", by=None, now=None) -> Order:
    """Send the one parcel of an order that is packed and still here."""
    return send_parcel(
        parcel_id=order.parcels.get(sent_at=None).pk,
        carrier=carrier,
        tracking_number=number,
        by=by,
        now=now or timezone.now(),
    )


def disputed(order: Order) -> Dispute:
    """Let the buyer's bank take all of a payment back."""
    session = order.payment_sessions.get()
    now = timezone.now()
    record_money(
        session=session,
        kind=MoneyEntry.Kind.DISPUTE,
        amount_minor=session.paid_minor,
        reference=f"dp_{session.pk}",
        cause="Disputed",
        now=now,
    )
    return Dispute.objects.create(
        session=session,
        provider_id=f"dp_{session.pk}",
        amount_minor=session.paid_minor,
        reason="product_not_received",
        opened_at=now,
        due_by=now,
    )
