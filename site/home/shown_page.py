"""What every page of ours knows when it is shown; see `home.routing`."""

from wagtail.models import PageViewRestriction


class ShownPageMixin:
    """`is_open_to_all`: it is known that no page of the site is for some people only."""

    #: Relations that are read together with the page.
    read_together: tuple[str, ...] = ()
    is_open_to_all = False

    def get_view_restrictions(self):
        if self.is_open_to_all:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
