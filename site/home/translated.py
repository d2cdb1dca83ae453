"""Texts that records hold in several languages, where a query reads them and no object."""

from functools import cache

from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from modeltranslation.fields import TranslationField
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


def without_other_words(rows: QuerySet, *related: str) -> QuerySet:
    """Leave the texts in the database that this reader is not shown, of the rows and of what is
    read together with them ("producer", "producer__portrait").

    Half of a product's columns are words in other languages.
    """
    return rows.defer(*other_words(rows.model, related, get_language() or "en"))


@cache
def other_words(model: type[Model], related: tuple[str, ...], language: str) -> list[str]:
    """Name the columns of a model, and of what hangs on it, that hold words for other readers."""
    shown = reading_order(language)
    return [
        "__".join(filter(None, (path, column.name)))
        for path in ("", *related)
        for column in model_at(model, path)._meta.concrete_fields
        if isinstance(column, TranslationField) and column.language not in shown
    ]


def model_at(model: type[Model], path: str) -> type[Model]:
    for step in filter(None, path.split("__")):
        model = model._meta.get_field(step).related_model
    return model
