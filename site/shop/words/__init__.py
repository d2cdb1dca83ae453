"""Names, in each language, of the records that every installation begins with.

The migrations made them in English. What staff have written is never overwritten.
"""

import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Q

HERE = Path(__file__).parent
#: Table in the files → model and the field that names its records.
RECORDS = {
    "market": ("markets.Market", "code"),
    "product_class": ("catalogue.ProductClass", "slug"),
    "certificate_kind": ("certification.CertificateKind", "code"),
}


def ensure_words() -> int:
    """Fill in what is empty; gives how many texts that were."""
    return sum(
        fill_in(model, {name: key}, language, texts)
        for language, _ in settings.LANGUAGES
        for model, name, key, texts in words_in(language)
    )


def words_in(language: str):
    path = HERE / f"{language}.toml"
    if not path.exists():
        return
    tables = tomllib.loads(path.read_text())
    for table, (label, name) in RECORDS.items():
        for key, texts in tables.get(table, {}).items():
            yield apps.get_model(label), name, key, texts


def fill_in(model, which: dict, language: str, texts: dict[str, str]) -> int:
    """Write texts (by field) into the empty columns of the records that `which` finds."""
    filled = 0
    for field, text in texts.items():
        column = f"{field}_{language}"
        empty = Q(**{f"{column}__isnull": True}) | Q(**{column: ""})
        filled += model.objects.filter(empty, **which).update(**{column: text})
    return filled
