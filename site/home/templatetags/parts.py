"""Pieces of a template that many pages share."""

from django import template
from django.template.base import FilterExpression, Parser, Token

from home.page_cache.parts import kept_part

register = template.Library()


class KeepNode(template.Node):
    def __init__(self, name: str, key: list[FilterExpression], nodelist: template.NodeList) -> None:
        self.name, self.key, self.nodelist = name, key, nodelist

    def render(self, context) -> str:
        key = [each.resolve(context) for each in self.key]
        return kept_part(
            context.get("request"), self.name, *key, make=lambda: self.nodelist.render(context)
        )


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """Make what stands up to `endkeep` once for each version of the site.

    `{% keep "header" request.section %}`: beside market, day and language it may depend on
    what the key says, and on nothing else.
    """
    _, name, *key = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(name.strip("\"'"), [parser.compile_filter(each) for each in key], nodelist)
