"""What search engines are told of a page's languages."""

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> SafeString:
    """Give the links to all own translations, and to the address that counts.

    Written here and not in a template, which took a twentieth of a page's work for it.
    """
    site, written = context["site_url"], context["page_language"]
    links = []
    for each in context["translations"]:
        address = escape(f"{site}{each.url}")
        if each.is_own:
            links.append(f'<link rel="alternate" hreflang="{each.code}" href="{address}">')
        if each.code == written:
            links.append(f'<link rel="canonical" href="{address}">')
    return mark_safe("\n  ".join(links))  # noqa: S308 (escaped above)
