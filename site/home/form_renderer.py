"""Draws the plain inputs of forms without a template for each, and for each of their attributes."""

from collections.abc import Mapping

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe

#: Django's templates that say nothing but "input".
PLAIN = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in ("email", "hidden", "number", "password", "tel", "text", "url")
)


class FormRenderer(DjangoTemplates):
    """Django's own, with the same result, a few times as fast for plain inputs."""

    def render(self, template_name: str, context: dict, request=None) -> SafeString:
        if template_name in PLAIN:
            return plain_input(context["widget"])
        return super().render(template_name, context, request)


def plain_input(widget: Mapping) -> SafeString:
    """Give an <input> as django/forms/widgets/input.html writes it."""
    said = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        said["value"] = widget["value"]
    return mark_safe(f"<input{attributes(said | widget['attrs'])}>")  # noqa: S308 (escaped)


def attributes(named: Mapping[str, object]) -> str:
    """Write attributes: True is a name alone, False is nothing."""
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in named.items()
        if value is not False
    )
