"""Staff hear of a certificate's end 90, 30 and 7 days before, once each."""

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from factories.catalogue import give_certificates, make_product
from shop.accounts.models import User
from shop.certification.models import Certificate, CertificateReminder
from shop.markets.models import Market
from shop.services import certificate_remind
from shop.services.certificate_remind import deliver_reminder, remind_of_certificates

#: A certificate's last day, and how long it has been good then.
LAST = timezone.localdate() + timedelta(days=200)


@pytest.fixture
def officers(site_tree):
    for email, role in (
        ("officer@ovop.example", "Certification officers"),
        ("packer@ovop.example", "Fulfilment officers"),
    ):
        User.objects.create_user(email).groups.set([Group.objects.get(name=role)])


@pytest.fixture
def paper(officers) -> Certificate:
    """The only certificate there is: good in Japan alone."""
    product = make_product(expires=LAST)
    paper = product.certificates.order_by("pk").first()
    Certificate.objects.exclude(pk=paper.pk).delete()
    paper.markets.set(Market.objects.filter(code="jp"))
    return paper


def before_the_end(days: int, hour: int = 12, zone: str = "Asia/Tokyo") -> datetime:
    day = LAST - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("days", "threshold"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, None)],
)
def test_reminder_of_each_day(paper, days, threshold):
    remind_of_certificates(now=before_the_end(days))

    reminded = CertificateReminder.objects.exclude(sent_at=None).values_list("days", flat=True)
    assert list(reminded) == ([threshold] if threshold else [])
    assert [message.to for message in mail.outbox] == (
        [["officer@ovop.example"]] if threshold else []
    )


def test_day_begins_at_midnight_of_the_market(paper):
    # Given 91 days in Japan, a minute before midnight
    midnight = before_the_end(90, hour=0)

    too_early = remind_of_certificates(now=midnight - timedelta(minutes=1))["sent"]
    in_time = remind_of_certificates(now=midnight)["sent"]

    assert (too_early, in_time) == (0, 1)
    assert midnight.astimezone(ZoneInfo("Asia/Tashkent")).date() == LAST - timedelta(days=91)


def test_running_each_day_to_the_end_sends_three_mails(paper):
    for days in range(100, -3, -1):
        remind_of_certificates(now=before_the_end(days))

    assert [message.subject.split(":")[0] for message in mail.outbox] == [
        "Ends in 90 days",
        "Ends in 30 days",
        "Ends in 7 days",
    ]
    assert f"/admin/certificates/inspect/{paper.pk}/" in mail.outbox[0].body
    assert "Licorice honey" in mail.outbox[0].body


def test_two_runs_at_once_send_one_mail(paper, monkeypatch):
    now = before_the_end(30)
    send = certificate_remind.tell_staff_of_end

    def another_run_comes_between(**told):
        monkeypatch.setattr(certificate_remind, "tell_staff_of_end", send)
        assert remind_of_certificates(now=now)["sent"] == 0
        return send(**told)

    monkeypatch.setattr(certificate_remind, "tell_staff_of_end", another_run_comes_between)
    remind_of_certificates(now=now)

    assert len(mail.outbox) == 1
    assert CertificateReminder.objects.count() == 1


def test_mail_that_was_not_taken_is_tried_again(paper, monkeypatch):
    def refuse(**told):
        raise SMTPServerDisconnected("Busy")

    now = before_the_end(7)
    with monkeypatch.context() as patched:
        patched.setattr(certificate_remind, "tell_staff_of_end", refuse)
        failed = remind_of_certificates(now=now)
    again = remind_of_certificates(now=now)

    assert failed == {"left for the next run": 1}
    assert again["sent"] == len(mail.outbox) == 1


def test_run_that_died_is_taken_over_later(paper):
    now = before_the_end(7)
    reminder = CertificateReminder.objects.create(
        certificate=paper, expires=LAST, days=7, claimed_at=now
    )
    told = {"reminder": reminder, "certificate": paper, "days_left": 7}

    at_once = deliver_reminder(**told, now=now + timedelta(minutes=1))
    later = deliver_reminder(**told, now=now + timedelta(minutes=11))

    assert (at_once, later) == (False, True)


def test_nobody_to_tell_leaves_the_reminder_for_when_somebody_is(paper):
    User.objects.all().delete()
    now = before_the_end(7)
    remind_of_certificates(now=now)
    User.objects.create_superuser("root@ovop.example")

    remind_of_certificates(now=now)

    assert [message.to for message in mail.outbox] == [["root@ovop.example"]]


def renewal_of(paper: Certificate, **changed) -> Certificate:
    product = paper.products.get()
    papers = give_certificates(product, ("uz", "jp", "intl"), LAST + timedelta(days=365))
    renewal = next(other for other in papers if other.kind_id == paper.kind_id)
    Certificate.objects.exclude(pk__in=[paper.pk, renewal.pk]).delete()
    Certificate.objects.filter(pk=renewal.pk).update(**changed)
    return renewal


def test_renewed_certificate_is_not_reminded_of(paper):
    renewal_of(paper)

    assert remind_of_certificates(now=before_the_end(30))["sent"] == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"verified_at": None},
        {"revoked_at": timezone.now(), "revoked_reason": "Test"},
        {"suspended_at": timezone.now()},
        {"expires": LAST},
    ],
)
def test_what_does_not_count_is_no_renewal(paper, changed):
    renewal_of(paper, **changed)

    remind_of_certificates(now=before_the_end(30))

    assert CertificateReminder.objects.filter(certificate=paper).count() == 1


def test_renewal_for_another_market_or_product_is_none(paper):
    renewal = renewal_of(paper)
    renewal.markets.set(Market.objects.filter(code="uz"))
    other_market = remind_of_certificates(now=before_the_end(90))["sent"]
    renewal.markets.set(Market.objects.all())
    renewal.products.set([make_product("Another", certified_for=())])

    other_product = remind_of_certificates(now=before_the_end(30))["sent"]

    assert (other_market, other_product) == (1, 1)


def test_later_last_day_is_reminded_of_anew(paper):
    remind_of_certificates(now=before_the_end(7))
    Certificate.objects.filter(pk=paper.pk).update(expires=LAST + timedelta(days=60))

    remind_of_certificates(now=before_the_end(7 - 60))

    assert CertificateReminder.objects.filter(certificate=paper, days=7).count() == 2


@pytest.mark.parametrize(
    "changed",
    [{"verified_at": None}, {"revoked_at": timezone.now()}, {"expires": None}],
)
def test_what_counts_not_or_has_no_end_is_not_reminded_of(paper, changed):
    Certificate.objects.filter(pk=paper.pk).update(**changed)

    assert remind_of_certificates(now=before_the_end(7)) == {}


def test_command_says_what_it_did(paper, capsys):
    Certificate.objects.update(expires=timezone.localdate() + timedelta(days=20))

    call_command("remind_certificates")
    call_command("remind_certificates")

    assert capsys.readouterr().out.splitlines() == ["sent: 1", "sent: 0"]
