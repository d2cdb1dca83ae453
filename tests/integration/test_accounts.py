"""Coming in, being kept out, and getting a new password."""

import re

from django.core import mail

from shop.accounts.models import User

PASSWORD = "plain-salt-wind-7"


def log_in(shopper, password: str):
    return shopper.post(
        "/en/account/login/", {"username": "anna@example.org", "password": password}
    )


def test_guessing_passwords_closes_the_door_with_a_word(site_tree, shopper, settings):
    settings.AXES_ENABLED = True
    User.objects.create_user("anna@example.org", PASSWORD)

    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = log_in(shopper, "wrong")

    assert answer.status_code == 429
    assert "quarter of an hour" in answer.content.decode()
    assert log_in(shopper, PASSWORD).status_code == 429


def test_address_is_known_in_any_case(site_tree, shopper):
    User.objects.create_user("Anna@Example.org", PASSWORD)

    assert log_in(shopper, PASSWORD).status_code == 302


def test_second_account_with_the_same_address_is_refused(site_tree, shopper):
    User.objects.create_user("anna@example.org", PASSWORD)

    page = shopper.post(
        "/en/account/register/", {"email": "ANNA@example.org", "password": PASSWORD}
    )

    assert "There is an account with this address" in page.content.decode()
    assert User.objects.count() == 1


def test_new_password_comes_by_mail_and_its_link_works_once(site_tree, shopper):
    User.objects.create_user("anna@example.org", "old-" + PASSWORD)
    shopper.post("/en/account/password/", {"email": "anna@example.org"})
    [link] = re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)

    form_url = shopper.get(link).url
    shopper.post(form_url, {"new_password1": PASSWORD, "new_password2": PASSWORD})

    assert log_in(shopper, PASSWORD).status_code == 302
    assert "used" in shopper.get(link).content.decode()


def test_unknown_address_gets_the_same_answer_and_no_mail(site_tree, shopper):
    answer = shopper.post("/en/account/password/", {"email": "nobody@example.org"})

    assert answer.status_code == 302
    assert mail.outbox == []
