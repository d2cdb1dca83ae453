"""The styles of a kind of page, written into it."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from home import page_styles as styles

register = template.Library()


@register.simple_tag(takes_context=True)
def page_styles(context: Context, kind: str) -> SafeString:
    """`{% page_styles "product" %}`: a kind of `home.page_styles`, allowed by `home.policy`."""
    written = styles.page_styles(kind)
    if "request" in context:
        context["request"].style_source = written.source
        context["request"].ready_piece = written.ready
    return written.element
