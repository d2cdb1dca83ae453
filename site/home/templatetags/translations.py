"""A page in its other languages, for readers and for search engines.

The links are written here and not in templates, which took a tenth of a page's work for them.
"""

from collections.abc import Sequence

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from home.context_processors import LanguageLink

register = template.Library()


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> SafeString:
    """Tell search engines of all own translations, and of the address that counts."""
    site, written = context["site_url"], context["page_language"]
    links = []
    for each in context["translations"]:
        address = escape(f"{site}{each.url}")
        if each.is_own:
            links.append(f'<link rel="alternate" hreflang="{each.code}" href="{address}">')
        if each.code == written:
            links.append(f'<link rel="canonical" href="{address}">')
    return mark_safe("\n  ".join(links))  # noqa: S308 (escaped above)


@register.filter
def current(translations: Sequence[LanguageLink]) -> LanguageLink:
    """Give the one that is being read; the first where no language is active."""
    return next((each for each in translations if each.is_current), translations[0])


@register.filter
def as_links(translations: Sequence[LanguageLink]) -> SafeString:
    """Give one link for each language, under its own name."""
    links = []
    for each in translations:
        mark = ' aria-current="true"' if each.is_current else ""
        links.append(
            f'<a class="languages__link" href="{escape(each.url)}" hreflang="{each.code}"'
            f' lang="{each.code}"{mark}>{escape(each.name)}</a>'
        )
    return mark_safe("".join(links))  # noqa: S308 (escaped above)
