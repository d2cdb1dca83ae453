"""The one picture library, for pages and products alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image


class CustomImage(AbstractImage):
    """A picture with its description for readers who cannot see it."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    @property
    def default_alt_text(self) -> str:
        return self.description or self.title

    def get_renditions(self, *filters: Filter | str) -> dict[str, "CustomRendition"]:
        """Like Wagtail's, but quick where all that are asked for were read with the picture.

        Pictures that are only cut to shape ("fill-…") are cut around the same point, so it is
        asked for once; Wagtail takes each filter to pieces to ask again.
        """
        is_read = "renditions" in getattr(self, "_prefetched_objects_cache", {})
        if is_read and all(str(each).startswith("fill-") for each in filters):
            point = Filter(filters[0]).get_cache_key(self)
            read = [each for each in self.renditions.all() if each.focal_point_key == point]
            made = {each.filter_spec: each for each in read}
            if made.keys() >= set(filters):
                return {spec: made[spec] for spec in filters}
        return super().get_renditions(*filters)


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="home_customrendition_unique",
            )
        ]
