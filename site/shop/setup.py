"""What every installation needs before its first page: the site tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site as DjangoSite
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail.models import Site as WagtailSite

from home.models import HomePage, JournalIndexPage
from home.translated import reading_order
from producers.models import ProducersIndexPage


@dataclass(frozen=True)
class SiteTree:
    home: HomePage
    producers: ProducersIndexPage
    journal: JournalIndexPage


@transaction.atomic
def ensure_site_tree() -> SiteTree:
    """Give the home page and its two indexes, made where they are missing.

    Wagtail's sites and Django's are two tables; both are brought to `BASE_URL`.
    """
    root = Page.get_first_root_node()
    home = HomePage.objects.child_of(root).filter(locale=Locale.get_default()).first()
    if home is None:
        welcome = root.get_children().filter(slug="home").first()
        if welcome is not None:
            # Deleting it would delete the site record with it: give the slug away first.
            welcome.slug = "welcome-to-wagtail"
            welcome.save()
        home = root.add_child(instance=HomePage(title="OVOP Aral", slug="home"))
        ensure_sites(home)
        if welcome is not None:
            welcome.refresh_from_db()
            welcome.delete()
        home.refresh_from_db()
    ensure_sites(home)
    return SiteTree(
        home=home,
        producers=ensure_child(home, ProducersIndexPage, "Producers", "producers"),
        journal=ensure_child(home, JournalIndexPage, "Journal", "journal"),
    )


def ensure_trees() -> Iterator[Page]:
    """Bring the page trees of all languages in step, and yield each page that was added.

    A page that nobody has translated stands in as an alias of the version that is read best.
    """
    for code, _ in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    locales = list(Locale.objects.all())
    for page in Page.objects.filter(alias_of=None, depth__gt=1).order_by("depth", "path"):
        for locale in locales:
            if not page.has_translation(locale):
                best = best_source(page, locale.language_code)
                yield best.copy_for_translation(locale, copy_parents=True, alias=True)


def best_source(page: Page, language: str) -> Page:
    """Give the translation of a page that readers of a language understand best."""
    own = page.get_translations(inclusive=True).filter(alias_of=None).select_related("locale")
    by_language = {version.locale.language_code: version for version in own}
    best = next((code for code in reading_order(language) if code in by_language), None)
    return by_language.get(best, page).specific


def ensure_child(home: HomePage, model, title: str, slug: str):
    found = model.objects.child_of(home).first()
    return found or home.add_child(instance=model(title=title, slug=slug))


def ensure_sites(home: HomePage) -> None:
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    WagtailSite.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": port,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": home,
        },
    )
    DjangoSite.objects.update_or_create(
        pk=settings.SITE_ID,
        defaults={"domain": address.netloc, "name": settings.WAGTAIL_SITE_NAME},
    )
