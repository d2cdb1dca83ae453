"""The groups of staff: made by migrating, kept in step with the table, left alone where people
have changed them."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission

from shop.accounts.models import User
from shop.console.granting import give_roles
from shop.console.models import GivenRole
from shop.console.roles import ALL_ROLES, Role

BY_NAME = {role.name: role for role in ALL_ROLES}


def held_by(name: str) -> set[str]:
    """Give what a group holds in the words of the table."""
    group = Group.objects.get(name=name)
    words = {
        f"has:{p.content_type.app_label}.{p.codename}"
        for p in group.permissions.select_related("content_type")
    }
    for kind, model in (("pages", GroupPagePermission), ("files", GroupCollectionPermission)):
        rows = model.objects.filter(group=group).select_related("permission__content_type")
        words |= {
            f"{kind}:{row.permission.content_type.app_label}.{row.permission.codename}"
            for row in rows
        }
    if GroupApprovalTask.objects.filter(groups=group).exists():
        words.add("reviews:pages")
    return words


def permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


@pytest.mark.parametrize("name", BY_NAME)
def test_migrating_alone_gives_each_role_exactly_what_the_table_says(db, name):
    assert held_by(name) == BY_NAME[name].grants


def test_there_is_no_group_beside_the_roles(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(BY_NAME)


def test_migrating_again_leaves_alone_what_an_administrator_has_changed(db):
    group = Group.objects.get(name="Fulfilment officers")
    group.permissions.remove(permission("partner.change_stockrecord"))
    group.permissions.add(permission("payments.confirm_receipt"))

    call_command("migrate", verbosity=0)

    held = held_by("Fulfilment officers")
    assert "has:partner.change_stockrecord" not in held
    assert "has:payments.confirm_receipt" in held


def test_change_of_the_table_reaches_an_installation_and_nothing_else_is_touched(db):
    role = BY_NAME["Fulfilment officers"]
    group = Group.objects.get(name=role.name)
    group.permissions.add(permission("payments.confirm_receipt"))
    without = [name for name in role.permissions if name != "order.change_order"]

    give_roles([replace(role, permissions=[*without, "ledger.view_stockentry"])])

    assert held_by(role.name) == (role.grants - {"has:order.change_order"}) | {
        "has:payments.confirm_receipt",
        "has:ledger.view_stockentry",
    }


def test_pages_and_files_and_reviews_leave_with_the_table_too(db):
    editors = BY_NAME["Editors"]

    give_roles([replace(editors, pages=("change_page",), files=(), reviews=False)])

    assert held_by("Editors") == {
        *(f"has:{name}" for name in editors.permissions),
        "pages:wagtailcore.change_page",
    }


def test_renamed_group_keeps_its_role_and_deleted_one_stays_away(db):
    Group.objects.filter(name="Editors").update(name="Redaktion")
    Group.objects.get(name="Translators").delete()
    editors = BY_NAME["Editors"]

    give_roles([replace(editors, permissions=editors.permissions + ["order.view_order"])])
    give_roles()

    assert not Group.objects.filter(name__in=["Editors", "Translators"]).exists()
    assert "has:order.view_order" not in held_by("Redaktion")


def test_installation_of_old_keeps_its_groups_people_and_what_they_may(db):
    GivenRole.objects.all().delete()
    group = Group.objects.get(name="Editors")
    group.permissions.add(permission("order.view_order"))
    editor = User.objects.create_user("editor@ovop.example")
    editor.groups.add(group)

    give_roles()

    assert editor.has_perm("order.view_order")
    assert held_by("Editors") == BY_NAME["Editors"].grants | {"has:order.view_order"}


def test_reviewers_of_wagtails_own_stay_where_somebody_is_among_them(db):
    GivenRole.objects.all().delete()
    reviewer = User.objects.create_user("reviewer@ovop.example")
    reviewer.groups.add(Group.objects.create(name="Moderators"))

    give_roles()

    assert reviewer.groups.filter(name="Moderators").exists()


def test_permission_that_is_not_there_yet_comes_the_next_time(db):
    future = Role("Beekeepers", ["order.view_order", "hives.view_hive"])

    give_roles([future])
    before = held_by("Beekeepers")
    Permission.objects.filter(codename="add_logentry", content_type__app_label="admin").update(
        codename="view_hive"
    )
    permission_there = Permission.objects.get(codename="view_hive")
    type(permission_there.content_type).objects.filter(pk=permission_there.content_type_id).update(
        app_label="hives"
    )
    give_roles([future])

    assert before == {"has:order.view_order"}
    assert held_by("Beekeepers") == {"has:order.view_order", "has:hives.view_hive"}


def test_no_role_makes_superusers(db):
    for role in ALL_ROLES:
        user = User.objects.create_user(f"{role.name.replace(' ', '.')}@ovop.example")
        user.groups.add(Group.objects.get(name=role.name))

        assert not user.is_superuser
