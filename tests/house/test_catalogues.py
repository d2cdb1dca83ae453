"""Every string that customers meet has its words in every language."""

import re

import pytest
from tools.catalogues import extracted, languages, read_catalogue

from home.catalogues import compile_one, has_words, read, sources_of

#: Languages that must be whole; Karakalpak borrows from Uzbek what it lacks.
WHOLE = ("ja", "ru", "uz")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|</?\w+[^>]*>")


@pytest.fixture(scope="module")
def strings():
    return extracted()


def texts(string) -> list[str]:
    return list(string) if isinstance(string, tuple | list) else [string]


def test_strings_are_found_in_code_templates_and_mails(strings):
    assert strings.get("Put in basket") is not None
    assert strings.get("%(days)d day") is not None
    assert strings.get("Basket", context="shop") is not None
    assert strings.get("Your order %(number)s is paid") is not None
    assert strings.get("walnut") is not None


def test_what_staff_alone_read_is_left_out(strings):
    assert strings.get("Mark packed") is None
    assert strings.get("country of origin") is None


def test_there_is_a_catalogue_for_every_language_but_the_sources(settings):
    assert languages() == sorted(code for code, _ in settings.LANGUAGES if code != "en")


@pytest.mark.parametrize("language", WHOLE)
def test_catalogue_lacks_no_string(strings, language):
    catalogue = read_catalogue(language)

    missing = [
        message.id
        for message in strings
        if message.id
        and not (
            (found := catalogue.get(message.id, message.context))
            and has_words(found)
            and not found.fuzzy
        )
    ]

    assert missing == []


@pytest.mark.parametrize("language", [*WHOLE, "kaa"])
def test_catalogue_holds_nothing_that_nobody_says(strings, language):
    catalogue = read_catalogue(language)

    assert [m.id for m in catalogue if m.id and strings.get(m.id, m.context) is None] == []


@pytest.mark.parametrize("language", [*WHOLE, "kaa"])
def test_words_name_what_the_string_names(language):
    wrong = []
    for message in read_catalogue(language):
        if not (message.id and has_words(message)):
            continue
        wanted = set(PLACEHOLDER.findall(texts(message.id)[-1]))
        for text in texts(message.string):
            found = set(PLACEHOLDER.findall(text))
            # One of a kind may be said in a word: "one left".
            is_wrong = not found <= wanted if len(texts(message.id)) > 1 else found != wanted
            if is_wrong:
                wrong.append((message.id, text))

    assert wrong == []


def test_karakalpak_borrows_from_uzbek_and_from_djangos_own(settings, tmp_path):
    names = [path.as_posix() for path in sources_of("kaa")]

    assert [("kaa" in name, "uz" in name) for name in names] == [
        (True, False),
        (False, True),
        (False, True),
    ]


def test_compiling_twice_does_nothing_the_second_time():
    compile_one("ru")

    assert compile_one("ru") is False


def test_lent_words_are_the_lenders():
    uzbek = read(next(iter(sources_of("uz"))))

    assert has_words(uzbek.get("Put in basket"))
