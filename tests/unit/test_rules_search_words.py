"""Words are compared in one folded form, whichever way they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.search_words import (
    BEGINS,
    EXACT,
    INFLECTED,
    LONGEST_WORD,
    ONE_SLIP,
    TWO_SLIPS,
    asked_grams,
    closeness,
    grams_of,
    indexed_spellings,
    slips_between,
    words_of,
)


def spellings(text: str) -> list[str]:
    return [spelling for word in words_of(text) for spelling in word.spellings]


@pytest.mark.parametrize(
    "ways",
    [
        ("soʻm", "so'm", "so’m", "so`m", "so´m", "SOM"),
        ("Shımbay", "Шымбай", "shimbay", "SHIMBAY"),
        ("Dzhubaev", "Джубаев", "Jubaev", "Djubaev", "Zhubaev"),
        ("Khiva", "Xiva", "Хива", "Hiva"),
        ("asal", "асал", "Ásal", "ASÁL"),
        ("мёд", "мед", "med", "МЁД"),
        ("Qaraqalpaqstan", "Қарақалпақстан", "Karakalpakstan"),
        ("ﾗｸﾀﾞ", "ラクダ", "らくだ"),
        ("クッキー", "くっきー", "クッキ", "ｸｯｷｰ"),
        ("はちみつ", "ハチミツ", "蜂蜜", "ﾊﾁﾐﾂ"),
        ("ＦＯＯＤＥＸ", "foodex"),
        ("yogʻ", "yog'", "yog", "yogh"),
        ("щука", "shchuka", "shuka"),
        ("кофе", "coffee".replace("c", "k")),
    ],
)
def test_ways_of_typing_one_word_are_one(ways):
    first = {word.spellings[0] for word in words_of(ways[0])}

    for way in ways[1:]:
        assert first <= set(spellings(way)), way


def test_letters_that_languages_read_differently_have_both_readings():
    assert spellings("ёғ") == ["eg", "iog"]
    assert spellings("ўрик") == ["orik", "vrik"]
    assert spellings("сеўў") == ["seo", "seov", "sevo", "sev"]
    assert len(spellings("ё" * 30)) == 1


def test_names_of_places_are_found_by_the_forms_of_all_languages():
    for name in ("Chimbay", "Shımbay", "Chimboy", "Чимбай"):
        assert {"chimbai", "shimbai", "chimboi"} <= indexed_spellings(f"From {name}.")
    assert "from" in indexed_spellings("From Chimbay.")


def test_japanese_becomes_pairs_and_a_text_also_its_last_character():
    assert spellings("甘草の蜂蜜") == ["甘草", "草の", "の蜂", "蜂蜜"]
    assert spellings("蜜") == ["蜜"]
    assert indexed_spellings("蜂蜜") == {"蜂蜜", "蜜"}


def test_words_come_once_in_order_and_not_too_many():
    assert [word.shown for word in words_of("Honey, oil & HONEY: capers!", 2)] == ["honey", "oil"]


@pytest.mark.parametrize("text", ["", "  ", "'’ʻ´`", "%_*\\", "🍯", "-", "ъ", "\u0301"])
def test_what_holds_no_word_has_none(text):
    assert words_of(text) == []


def test_word_keeps_how_it_was_written():
    assert [word.shown for word in words_of("Soʻm ҚОҒОЗ 'Quoted'")] == ["so'm", "қоғоз", "quoted"]


@pytest.mark.parametrize(
    ("asked", "word", "value"),
    [
        ("honey", "honey", EXACT),
        ("hon", "honey", BEGINS),
        ("h", "honey", 0),
        ("capers", "caper", INFLECTED),
        ("medom", "med", INFLECTED),
        ("medovik", "med", 0),
        ("sesmae", "sesame", ONE_SLIP),
        ("licorise", "licorice", ONE_SLIP),
        ("liquorise", "licorice", 0),
        ("likuorice", "licorice", TWO_SLIPS),
        ("mad", "med", 0),
        ("2025", "2026", 0),
        ("蜂", "蜂蜜", BEGINS),
        ("蜜", "蜂蜜", 0),
        ("蜂蜜", "蜂蜜", EXACT),
        ("蜂蜜", "蜂蝶", 0),
    ],
)
def test_closeness(asked, word, value):
    assert closeness(asked, word) == value


def test_pieces_that_are_asked_for_are_pieces_of_what_they_find():
    assert grams_of("oil") == {"=oil", "^oi", "oil", "il$"}
    assert grams_of("蜂蜜") == {"=蜂蜜", "^蜂"}
    assert asked_grams("蜂蜜") == {"=蜂蜜"}
    assert asked_grams("蜂") == {"=蜂", "^蜂"}
    assert asked_grams("a") == {"=a"}


letters = st.text("abcdeiklmnoprst", min_size=1, max_size=12)


@given(letters, letters)
def test_slips_are_the_same_both_ways_and_none_only_for_itself(one, other):
    slips = slips_between(one, other, most=12)

    assert slips == slips_between(other, one, most=12)
    assert (slips == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips <= max(len(one), len(other))


@given(letters, letters, st.integers(0, 3))
def test_limit_of_slips_only_stops_the_counting(one, other, most):
    slips = slips_between(one, other, most=12)

    assert slips_between(one, other, most=most) == (slips if slips <= most else None)


@given(st.text("abcdeiklmnoprst", min_size=4, max_size=12), st.data())
def test_a_longer_word_with_a_slip_shares_a_piece_or_begins_alike(word, data):
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    if len(word) >= 7:
        assert asked_grams(swapped) & grams_of(word)


@given(st.text())
def test_any_text_has_words_that_fit_their_columns(text):
    for word in words_of(text):
        assert word.shown
        for spelling in word.spellings:
            assert 0 < len(spelling) <= LONGEST_WORD
            assert max(map(len, grams_of(spelling))) <= LONGEST_WORD + 1


@given(st.text("honey мёдўқ'ʻ蜂蜜ハチ", max_size=30))
def test_a_text_is_found_by_each_of_its_words(text):
    indexed = indexed_spellings(text)

    for word in words_of(text):
        assert set(word.spellings) <= indexed or word.spellings[0] in indexed
