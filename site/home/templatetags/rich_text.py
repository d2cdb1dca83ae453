"""Rich text on a page."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

register = template.Library()


@register.filter
def expanded(text: RichText | str | None) -> SafeString:
    """Give what Wagtail's `richtext` gives, without the template that it draws for each."""
    source = text.source if isinstance(text, RichText) else text or ""
    return mark_safe(expand_db_html(source))  # noqa: S308 (cleaned when it was written)
