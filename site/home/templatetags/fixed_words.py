"""Django's `{% load i18n %}`, whose fixed words are looked up once in each language.

`{% translate "Shop" %}` says the same each time; Django asks the catalogue for it each time.
"""

from weakref import WeakKeyDictionary

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.templatetags import i18n
from django.utils.translation import trans_real

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class FixedWordsNode(template.Node):
    """Words that hang on nothing but the language.

    They are known by the catalogue and not by its language: who reads it anew finds new words.
    """

    child_nodelists = ()

    def __init__(self, words: i18n.TranslateNode) -> None:
        self.words = words
        self.known: WeakKeyDictionary[object, str] = WeakKeyDictionary()

    def render(self, context) -> str:
        catalogue = trans_real.catalog()
        found = self.known.get(catalogue)
        if found is None:
            found = self.known[catalogue] = self.words.render(context)
        return found


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> template.Node:
    node = i18n.do_translate(parser, token)
    return FixedWordsNode(node) if is_fixed(node) else node


def is_fixed(node: i18n.TranslateNode) -> bool:
    """Say whether text and context are written out, and the words shown where they stand."""
    words, meaning = node.filter_expression, node.message_context
    is_written_out = words.var.literal is not None and not words.filters
    return is_written_out and not node.asvar and (meaning is None or is_text(meaning))


def is_text(expression: FilterExpression) -> bool:
    return isinstance(expression.var, str) and not expression.filters
