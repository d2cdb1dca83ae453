"""Brings the groups in step with the table of roles, and leaves alone what people have changed.

What a role was given last time is written down. The next time only the difference between then
and now is made: what has come new into the table is given, what has left it is taken, and all
else stays as an administrator has put it. See docs/adr/0020-roles.md.
"""

from collections.abc import Iterable

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from .models import GivenRole
from .roles import ALL_ROLES, Role

#: Come with Wagtail and Oscar; our roles do their work.
SPARE_GROUPS = ["Moderators", "All Oscar Dashboard Permissions"]
#: Columns without which a half-migrated database is left alone.
NEEDED = {
    ("console", "givenrole"): "grants",
    ("wagtailcore", "grouppagepermission"): "permission",
    ("wagtailcore", "groupcollectionpermission"): "permission",
    ("wagtailcore", "groupapprovaltask"): "groups",
}


def after_migrate(sender, *, apps, using: str, **kwargs) -> None:
    """Give the roles once all tables are there; permissions of later apps are made before."""
    if not all(has_column(apps, *name, column) for name, column in NEEDED.items()):
        return
    for label in sorted(apps_of(ALL_ROLES)):
        create_permissions(all_apps.get_app_config(label), verbosity=0, using=using, apps=apps)
    give_roles()


def apps_of(roles: Iterable[Role]) -> set[str]:
    """Name the apps whose permissions the roles hold."""
    names = (grant.partition(":")[2] for role in roles for grant in role.grants)
    return {name.partition(".")[0] for name in names if "." in name}


def has_column(apps, app: str, model: str, column: str) -> bool:
    try:
        fields = apps.get_model(app, model)._meta.get_fields()
    except LookupError:
        return False
    return column in {field.name for field in fields}


@transaction.atomic
def give_roles(roles: Iterable[Role] = ALL_ROLES) -> None:
    """Make the groups that are new, and give each what its role has got since the last time."""
    if not GivenRole.objects.exists():
        # Where somebody is in them they stay: an administrator has had a use for them.
        Group.objects.filter(name__in=SPARE_GROUPS, user=None).delete()
    for role in roles:
        given = GivenRole.objects.select_for_update(of=("self",)).filter(role=role.name).first()
        if given is None:
            group = beginning_of(role)
            given = GivenRole.objects.create(role=role.name, group=group)
        if given.group is not None:
            bring_in_step(given, role)


def beginning_of(role: Role) -> Group:
    """Give the role's group: as it is where people are in it, else with nothing in it.

    Wagtail brings editors of its own, who may do other things than ours.
    """
    Group.objects.filter(name=role.name, user=None).delete()
    group, _ = Group.objects.get_or_create(name=role.name)
    return group


def bring_in_step(given: GivenRole, role: Role) -> None:
    """Make the difference; what cannot be given yet is not written down and comes next time."""
    before, now = set(given.grants), role.grants
    for grant in before - now:
        take(given.group, grant)
    added = {grant for grant in now - before if give(given.group, grant)}
    grants = sorted((before & now) | added)
    if grants != given.grants:
        given.grants = grants
        given.save(update_fields=["grants"])


def give(group: Group, grant: str) -> bool:
    """Give one thing; False where this installation has nothing like it, or not yet."""
    kind, _, name = grant.partition(":")
    if kind == "reviews":
        task = review_task()
        if task is not None:
            task.groups.add(group)
        return task is not None
    found = permission(name)
    if found is None:
        return False
    if kind == "has":
        group.permissions.add(found)
        return True
    rows, column, root = below_root(kind)
    if root is None:
        return False
    rows.get_or_create(group=group, permission=found, **{column: root})
    return True


def take(group: Group, grant: str) -> None:
    """Take one thing that the table gave; what is gone already stays gone."""
    kind, _, name = grant.partition(":")
    found = permission(name) if kind != "reviews" else None
    if kind == "reviews":
        task = review_task()
        if task is not None:
            task.groups.remove(group)
    elif found is not None and kind == "has":
        group.permissions.remove(found)
    elif found is not None:
        rows, column, root = below_root(kind)
        rows.filter(group=group, permission=found, **{column: root}).delete()


def below_root(kind: str) -> tuple:
    """Give where acts on all pages, or on all files, are kept: rows, their column, its root."""
    if kind == "pages":
        return GroupPagePermission.objects, "page", Page.get_first_root_node()
    return GroupCollectionPermission.objects, "collection", Collection.get_first_root_node()


def review_task() -> GroupApprovalTask | None:
    """Give the task of Wagtail's first workflow: look at what somebody has handed in."""
    return GroupApprovalTask.objects.order_by("pk").first()


def permission(name: str) -> Permission | None:
    app, codename = name.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename).first()
