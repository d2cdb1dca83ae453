"""Keeps the catalogues of words in step with what customers meet.

`python tools/catalogues.py` reads every customer's string from the sources and brings
`site/locale/*/LC_MESSAGES/django.po` up to date: new ones come in empty, old ones go.
What only staff and editors read stays out: they work in English.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

from home.catalogues import has_words, read

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
LOCALE = SITE / "locale"

HEADER = """msgid ""
msgstr ""
"Project-Id-Version: OVOP Aral\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

#: Folders and files, below site/, that only staff and editors read.
FOR_STAFF = (
    "home/styleguide",
    "home/templates/styleguide",
    "home/blocks.py",
    "home/documents.py",
    "home/images.py",
    "settings/oscar.py",
    "shop/books",
    "shop/console",
    "shop/demo",
    "shop/papers/copies.py",
    "shop/services/mail_staff.py",
)
#: And those of these names, wherever they lie: the names of fields and records.
NAMES_FOR_STAFF = ("admin.py", "apps.py", "models.py", "models", "wagtail_hooks.py", "migrations")

#: What Oscar says to customers where its own code speaks.
OF_OSCAR = LOCALE / "oscar.txt"


def sources() -> Iterator[Path]:
    for path in sorted(SITE.rglob("*")):
        place = path.relative_to(SITE)
        is_for_staff = place.as_posix().startswith(FOR_STAFF) or any(
            part in NAMES_FOR_STAFF for part in place.parts
        )
        if path.suffix in (".py", ".html", ".txt") and not is_for_staff:
            yield path


def as_python(path: Path) -> bytes:
    """Give a source as Python; a template as the calls of gettext that stand in it."""
    text = path.read_text()
    if path.suffix == ".py":
        return text.encode()
    lines = templatize(text, origin=path.name).splitlines()
    return "\n".join(line.lstrip() for line in lines).encode()


def extracted() -> Catalog:
    """Give all strings that customers meet, each with the files in which it stands."""
    catalog = Catalog(fuzzy=False)
    options = {"encoding": "utf-8"}
    for path in sources():
        place = path.relative_to(SITE).as_posix()
        if "locale" in path.parts:
            continue
        calls = extract_python(BytesIO(as_python(path)), KEYWORDS, (), options)
        for _, function, strings, _ in calls:
            add(catalog, function, strings, place)
    for line in OF_OSCAR.read_text().splitlines():
        if line and not line.startswith("#"):
            catalog.add(line, locations=[("oscar", 1)])
    return catalog


def add(catalog: Catalog, function: str, strings, place: str) -> None:
    strings = strings if isinstance(strings, tuple) else (strings,)
    context = None
    if function.startswith(("pgettext", "npgettext")):
        context, *strings = strings
    if "ngettext" in function or "npgettext" in function:
        message = tuple(strings[:2])
    else:
        message = strings[0]
    if message:
        catalog.add(message, context=context, locations=[(place, 1)])


def languages() -> list[str]:
    return sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    return read(catalogue(language))


def update(language: str, template: Catalog) -> int:
    """Bring one catalogue up to date; gives how many of its words are missing."""
    path = catalogue(language)
    known = read_catalogue(language)
    known.update(template, no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    body = BytesIO()
    write_po(body, known, width=99, omit_header=True, sort_by_file=True, include_lineno=False)
    header = HEADER.format(language=language, plural_forms=known.plural_forms)
    path.write_text(header + body.getvalue().decode().lstrip())
    return sum(1 for message in known if message.id and not is_complete(message))


def is_complete(message) -> bool:
    return has_words(message) and not message.fuzzy


def main() -> int:
    template = extracted()
    print(f"{len(template)} strings")
    for language in languages():
        print(f"  {language}: {update(language, template)} without words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
