"""Runs all races against the database of DATABASE_URL and prints what came of them as JSON."""

import json
from datetime import timedelta

import django

django.setup()

import product_races  # noqa: E402
from django.core import mail  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from race_runner import RUNNERS, stock, together  # noqa: E402

from factories.catalogue import make_product, make_zone  # noqa: E402
from factories.orders import make_basket, place, report_of  # noqa: E402
from shop.accounts.models import User  # noqa: E402
from shop.catalogue.models import FoodRecord  # noqa: E402
from shop.certification.models import Certificate, CertificateReminder  # noqa: E402
from shop.markets.models import Market  # noqa: E402
from shop.order.models import Order, OrderAct, OrderMessage  # noqa: E402
from shop.services.certificate_remind import remind_of_certificates  # noqa: E402
from shop.services.certificate_stand import verify_certificate  # noqa: E402
from shop.services.food_record_save import save_food_record  # noqa: E402
from shop.services.market_save import save_market  # noqa: E402
from shop.services.payment_settle import apply_report  # noqa: E402
from shop.services.payment_start import open_attempt  # noqa: E402
from shop.shipping.models import ShippingZone  # noqa: E402


def one_jar() -> dict:
    """Eight buyers, one jar."""
    jar = make_product(stock=1)
    baskets = [make_basket((jar, 1)) for _ in range(RUNNERS)]
    outcomes = together([lambda b=basket: place(b, total="23.00") for basket in baskets])
    return {
        "outcomes": outcomes,
        "orders": Order.objects.filter(lines__product=jar).count(),
        "allocated": stock(jar).num_allocated,
        "open_baskets": sum(b.__class__.objects.get(pk=b.pk).status == "Open" for b in baskets),
    }


def opposite_orders() -> dict:
    """Baskets that name the same two things in opposite orders, more than there are."""
    left, right = make_product(stock=3), make_product(stock=3)
    pairs = [((left, 1), (right, 1)) if i % 2 else ((right, 1), (left, 1)) for i in range(RUNNERS)]
    baskets = [make_basket(*pair) for pair in pairs]
    outcomes = together([lambda b=basket: place(b, total="31.50") for basket in baskets])
    return {
        "outcomes": outcomes,
        "allocated": [stock(left).num_allocated, stock(right).num_allocated],
    }


def second_click() -> dict:
    """The same basket, paid eight times at once."""
    jar = make_product(stock=5)
    basket = make_basket((jar, 1))
    outcomes = together([lambda: place(basket, total="23.00") for _ in range(RUNNERS)])
    return {
        "outcomes": outcomes,
        "orders": Order.objects.filter(lines__product=jar).count(),
        "allocated": stock(jar).num_allocated,
    }


def settled_by_all() -> dict:
    """Webhook, return page and sweep at the same moment."""
    jar = make_product(stock=5)
    order = place(make_basket((jar, 1)), total="23.00")
    _, session = open_attempt(order_id=order.pk, now=timezone.now())
    report = report_of(session)
    outcomes = together(
        [
            lambda: apply_report(session_id=session.pk, report=report, now=timezone.now())
            for _ in range(RUNNERS)
        ]
    )
    return {
        "outcomes": outcomes,
        "paid": OrderAct.objects.filter(order=order, event="payment_arrived").count(),
        "mails": len(mail.outbox),
        "sent": OrderMessage.objects.filter(order=order, sent_at__isnull=False).count(),
    }


def one_food_record() -> dict:
    """Eight people save one record, each with an ingredient of their own."""
    honey = make_product()
    records = [FoodRecord.objects.get(product=honey) for _ in range(RUNNERS)]
    for number, record in enumerate(records):
        record.ingredients = ["honey", f"herb {number}"]
    outcomes = together(
        [
            lambda r=record: save_food_record(record=r, seen=1, by=None, now=timezone.now())
            for record in records
        ]
    )
    kept = FoodRecord.objects.get(product=honey)
    suspended = honey.certificates.exclude(suspended_at=None)
    return {
        "outcomes": outcomes,
        "version": kept.version,
        "ingredients": kept.ingredients,
        "suspended_for": [paper.suspended_for["ingredients"]["is"] for paper in suspended],
        "good": honey.certificates.filter(suspended_at=None).count(),
    }


def fallback_moved_by_all() -> dict:
    """Staff who make each market the fallback, and others who save what they opened before."""
    codes = list(Market.objects.values_list("code", flat=True))

    def opened(code: str, **fields) -> Market:
        market = Market.objects.get(code=code)
        for name, value in fields.items():
            setattr(market, name, value)
        return market

    forms = [opened(code, is_fallback=True) for code in codes for _ in range(2)]
    forms += [opened(code, is_fallback=False) for code in codes]
    outcomes = together([lambda form=form: save_market(market=form) for form in forms])
    return {
        "outcomes": outcomes,
        "moves": 2 * len(codes),
        "fallbacks": Market.objects.filter(is_fallback=True, is_live=True).count(),
    }


def verified_by_all() -> dict:
    """Eight officers verify one certificate, who entered it among them."""
    paper = make_product().certificates.first()
    officers = [User.objects.create_user(f"verifier-{n}@ovop.example") for n in range(RUNNERS)]
    Certificate.objects.filter(pk=paper.pk).update(verified_at=None, entered_by=officers[0])
    outcomes = together(
        [
            lambda by=officer: verify_certificate(
                certificate_id=paper.pk, by=by, now=timezone.now()
            )
            for officer in officers
        ]
    )
    paper.refresh_from_db()
    return {"outcomes": outcomes, "by_author": paper.verified_by == officers[0]}


def reminded_by_all() -> dict:
    """Eight runs of the reminders at the same moment, three certificates due."""
    User.objects.create_superuser("reminded@ovop.example")
    Certificate.objects.update(expires=None)
    papers = list(Certificate.objects.exclude(verified_at=None).order_by("-pk")[:3])
    for paper in papers:
        paper.expires = timezone.localdate() + timedelta(days=20)
        paper.save()
    Certificate.objects.exclude(pk__in=[paper.pk for paper in papers]).delete()
    before = len(mail.outbox)
    outcomes = together(
        [lambda: remind_of_certificates(now=timezone.now()) for _ in range(RUNNERS)]
    )
    return {
        "outcomes": outcomes,
        "mails": len(mail.outbox) - before,
        "sent": CertificateReminder.objects.exclude(sent_at=None).count(),
    }


RACES = (
    one_jar,
    opposite_orders,
    second_click,
    settled_by_all,
    one_food_record,
    fallback_moved_by_all,
    verified_by_all,
    *product_races.RACES,
    reminded_by_all,
)

if __name__ == "__main__":
    mail.outbox = []
    with transaction.atomic():
        if not ShippingZone.objects.exists():
            make_zone()
    print(json.dumps({race.__name__: race() for race in RACES}))
