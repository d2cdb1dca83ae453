"""What staff keep for themselves in the console, and what their roles were given."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """A way to narrow the list of orders down, kept under a name by one of the staff."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=60)
    #: As it stands in the address of the list, without "?".
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name", "pk"]
        # Only the screens of the list touch it, and those ask for order.view_order.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["by", "name"], name="console_one_filter_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class SheetUpload(models.Model):
    """What a sheet of prices and stock asks for, until somebody applies it or forgets it."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sheet_uploads"
    )
    file_name = models.CharField(max_length=120)
    #: A list of [row, number, stock or None, {market: amount as text, or None}].
    wishes = models.JSONField()
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    #: How many prices and counts became others.
    changed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        # Only the screens of sheets touch it, and each shows only one's own.
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name


class GivenRole(models.Model):
    """What the table of roles has given to a group so far; see `console.granting`.

    A group that was renamed is still its role's; one that was deleted is not made anew.
    """

    role = models.CharField(max_length=150, unique=True)
    group = models.OneToOneField(
        "auth.Group", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    grants = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.role


class ReadyNote(models.Model):
    """A producer says that the pieces of an order's line are ready to be packed."""

    line = models.OneToOneField("order.Line", on_delete=models.CASCADE, related_name="ready_note")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("ready since"))

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        permissions = [("see_own", "Can see what concerns their own things")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.at:%Y-%m-%d %H:%M}"
