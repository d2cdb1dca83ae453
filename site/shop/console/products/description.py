"""A description as people write it: paragraphs apart by an empty line, and no tags."""

import re
from html import escape, unescape

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
PLAIN = re.compile(r"\s*(?:<p>[^<]*</p>\s*)*")


class DescriptionField(forms.CharField):
    """Kept as HTML, shown as plain paragraphs; what holds other tags is shown as it is kept."""

    widget = AdminAutoHeightTextInput

    def __init__(self) -> None:
        super().__init__(
            label=_("Description"),
            required=False,
            help_text=_("An empty line begins a new paragraph."),
        )

    def prepare_value(self, value):
        return as_paragraphs(value) if isinstance(value, str) else value

    def to_python(self, value) -> str:
        return as_html(super().to_python(value))


def as_paragraphs(html: str) -> str:
    if not PLAIN.fullmatch(html):
        return html
    return "\n\n".join(unescape(text.strip()) for text in PARAGRAPH.findall(html)) or html


def as_html(text: str) -> str:
    """Leave alone what begins with a tag: somebody wrote HTML, here or elsewhere."""
    if text.lstrip().startswith("<"):
        return text
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", text.replace("\r", ""))]
    return "\n".join(f"<p>{escape(each, quote=False)}</p>" for each in paragraphs if each)
