"""The site's version, as a table."""

from django.db import models


class SiteChange(models.Model):
    """A change of something that public pages show. Written by triggers alone."""

    class Meta:
        verbose_name = "change of the site"
        verbose_name_plural = "changes of the site"

    def __str__(self) -> str:
        return f"Change {self.pk}"
