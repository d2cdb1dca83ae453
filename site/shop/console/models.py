"""What staff keep for themselves in the console."""

from django.conf import settings
from django.db import models


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
