"""Makes the catalogues of words ready to be read: `django.po` becomes `django.mo`.

Where a language has no word, the next in its reading order gives one, Django's own words
included: Django looks no further than the default language by itself.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

DJANGOS_OWN = Path(django.__file__).parent / "conf" / "locale"
PLACE = Path("LC_MESSAGES") / "django.po"


def compile_catalogues() -> list[str]:
    """Compile what has changed since it was compiled; gives the languages.

    Two processes may do so at once: a catalogue appears whole or not at all.
    """
    return [language for language, _ in settings.LANGUAGES if compile_one(language)]


def compile_one(language: str) -> bool:
    sources = list(sources_of(language))
    if not sources:
        return False
    target = compiled(language)
    if target.exists() and target.stat().st_mtime >= max(s.stat().st_mtime for s in sources):
        return False
    catalog = read(sources[0])
    for source in sources[1:]:
        lend(read(source), to=catalog)
    unfinished = target.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, catalog)
    unfinished.replace(target)
    return True


def sources_of(language: str) -> Iterator[Path]:
    """Give the catalogues a language is made of, its own first; none where it has none."""
    if not own(language).exists():
        return
    yield own(language)
    stand_ins = settings.MODELTRANSLATION_FALLBACK_LANGUAGES.get(language, ())
    for other in stand_ins:
        if own(other).exists():
            yield own(other)
            yield DJANGOS_OWN / other / PLACE


def own(language: str) -> Path:
    [root] = settings.LOCALE_PATHS
    return root / language / PLACE


def compiled(language: str) -> Path:
    return own(language).with_suffix(".mo")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=None)


def lend(lender: Catalog, *, to: Catalog) -> None:
    """Give a catalogue the words that it lacks, where both count alike."""
    for message in lender:
        is_plural = isinstance(message.id, tuple)
        if not message.id or not message.string or message.fuzzy:
            continue
        if is_plural and lender.num_plurals != to.num_plurals:
            continue
        known = to.get(message.id, message.context)
        if known is None:
            to.add(message.id, message.string, context=message.context)
        elif not has_words(known):
            known.string = message.string


def has_words(message) -> bool:
    words = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(words) and all(words)
