"""Texts that records hold in several languages, where a query reads them and no object."""

from django.db.models import F, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from modeltranslation.settings import FALLBACK_LANGUAGES


def reading_order(language: str) -> list[str]:
    """Give the languages in which a reader is shown a text, the first that holds it."""
    rest = FALLBACK_LANGUAGES.get(language, FALLBACK_LANGUAGES["default"])
    return list(dict.fromkeys((language, *rest)))


def in_words(path: str) -> Coalesce:
    """Give the text of a translated field ("producer__name") in the active language, or in the
    nearest that has it; "" where none does."""
    columns = (f"{path}_{language}" for language in reading_order(get_language() or "en"))
    filled = (NullIf(F(column), Value(""), output_field=TextField()) for column in columns)
    return Coalesce(*filled, Value(""), output_field=TextField())
