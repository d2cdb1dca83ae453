"""The published pages of all languages, each with its translations."""

from django.contrib.sitemaps import Sitemap
from django.db.models import F
from wagtail.models import Page, Site

from .routing import address_of


class PagesSitemap(Sitemap):
    """A page that only stands in for a missing translation is not named: it is a copy."""

    limit = 5000

    def items(self):
        home = Site.objects.get(is_default_site=True).root_page
        homes = home.get_translations(inclusive=True).live()
        pages = Page.objects.live().public().filter(alias_of=None, depth__gt=1)
        below = pages.none()
        for each in homes:
            below |= pages.descendant_of(each, inclusive=True)
        return below.annotate(language=F("locale__language_code")).order_by("path")

    def location(self, page):
        return address_of(page.url_path, page.language)

    def lastmod(self, page):
        return page.last_published_at

    def get_latest_lastmod(self):
        return None
