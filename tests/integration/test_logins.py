"""Who gives logins and roles, and that nobody reaches above themselves."""

import pytest
from django.contrib.auth.models import Group

from factories.catalogue import make_producer
from shop.accounts.models import User

PASSWORD = "a long enough one"


def form(**fields) -> dict:
    given = {"email": "new@ovop.example", "first_name": "New", "last_name": "Person"}
    return {**given, "password1": PASSWORD, "password2": PASSWORD, **fields}


@pytest.fixture
def administrator(log_in):
    return log_in("Administrators")


@pytest.fixture
def owner(site_tree) -> User:
    return User.objects.create_superuser("owner@ovop.example", PASSWORD, first_name="Owner")


def test_administrator_gives_a_login_for_a_producer(administrator):
    maker = make_producer("Bee")
    role = Group.objects.get(name="Producers")

    administrator.post("/admin/users/new/", form(groups=[role.pk], producers=[maker.pk]))

    made = User.objects.get(email="new@ovop.example")
    assert list(made.producers.all()) == [maker]
    assert list(made.groups.all()) == [role]


def test_whom_a_login_speaks_for_is_changed_and_shown(administrator):
    bee, press = make_producer("Bee"), make_producer("Press")
    login = User.objects.create_user("maker@ovop.example", first_name="A", last_name="B")
    login.producers.add(bee)
    url = f"/admin/users/edit/{login.pk}/"

    shown = administrator.get(url).context["form"].initial["producers"]
    administrator.post(url, form(email=login.email, producers=[press.pk], is_active="on"))

    assert [each.pk for each in shown] == [bee.pk]
    assert list(login.producers.all()) == [press]


def test_administrator_makes_nobody_a_superuser_not_even_themselves(administrator):
    administrator.post("/admin/users/new/", form(is_superuser="on"))
    own = User.objects.get(email="administrators@ovop.example")
    administrator.post(
        f"/admin/users/edit/{own.pk}/",
        form(email=own.email, is_superuser="on", groups=[own.groups.get().pk]),
    )

    assert User.objects.filter(email="new@ovop.example").exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_administrator_reaches_no_superuser(administrator, owner):
    for url in (f"/admin/users/edit/{owner.pk}/", f"/admin/users/delete/{owner.pk}/"):
        administrator.get(url)
        administrator.post(url, form(email="mine@ovop.example", password1="x", password2="x"))

    owner.refresh_from_db()
    assert owner.email == "owner@ovop.example"
    assert owner.check_password(PASSWORD)
    assert (
        f"/admin/users/edit/{owner.pk}/" not in administrator.get("/admin/users/").content.decode()
    )


def test_superuser_is_not_switched_off_among_many(administrator, owner):
    other = User.objects.create_user("other@ovop.example")

    administrator.post(
        f"/admin/bulk/accounts/user/set_active_state/?next=/admin/users/&id={owner.pk}&id={other.pk}",
        {"mark_as_active": "False"},
    )

    owner.refresh_from_db()
    assert owner.is_active


def test_superuser_may_make_another(client, owner):
    client.force_login(owner)

    client.post("/admin/users/new/", form(is_superuser="on"))

    assert User.objects.get(email="new@ovop.example").is_superuser


def test_other_roles_give_no_logins(log_in):
    client = log_in("Association managers")

    client.post("/admin/users/new/", form())

    assert not User.objects.filter(email="new@ovop.example").exists()


def test_logins_are_not_chosen_in_the_producers_form(log_in):
    maker = make_producer("Bee")

    page = log_in("Association managers").get(f"/admin/producer-records/edit/{maker.pk}/")

    assert "users" not in page.context["form"].fields
