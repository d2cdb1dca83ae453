"""The pictures of a page: their sizes are read together, when the first of them is shown."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from .renditions import Frame


def expect_pictures(request: HttpRequest, pictures: Iterable) -> None:
    """Note pictures that the page will show; None is let pass."""
    expected = request.__dict__.setdefault("expected_pictures", [])
    for picture in pictures:
        if picture is not None:
            picture.shown_with = expected
            expected.append(picture)


def renditions_of(picture, frame: Frame) -> dict:
    """Give a picture's renditions for a frame by their spec; what is missing is made.

    One query for all pictures that were expected, or for this one if it was not.
    """
    if "renditions" not in getattr(picture, "_prefetched_objects_cache", {}):
        prefetch_related_objects(getattr(picture, "shown_with", [picture]), "renditions")
    return picture.get_renditions(*frame.all_specs())
