"""A new picture gets its sizes when it is saved, not when it is first seen."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from .images import CustomImage
from .renditions import make_renditions


@receiver(post_save, sender=CustomImage)
def make_sizes(sender, instance, created, raw, update_fields, **kwargs) -> None:
    """Make a new picture's renditions; a changed file or focal point has dropped the old ones."""
    if not raw and update_fields is None:
        transaction.on_commit(lambda: make_renditions(instance), robust=True)
