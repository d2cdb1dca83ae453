"""Order numbers and links that nobody can guess, and the words by which staff find an order."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.orders import (
    ALPHABET,
    MOST_WORDS,
    asked_words,
    found_by,
    new_order_number,
    new_order_token,
)


def test_alphabet_has_31_letters_and_none_that_is_taken_for_another():
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert re.fullmatch("[2-9A-Z]+", ALPHABET)
    assert not set("01OIL") & set(ALPHABET)


def test_order_numbers_can_be_read_over_a_telephone():
    for _ in range(200):
        number = new_order_number()

        assert re.fullmatch(r"OA-[2-9A-Z]{4}-[2-9A-Z]{4}", number)
        assert set(number[3:]) <= {*ALPHABET, "-"}


def test_order_numbers_differ():
    assert len({new_order_number() for _ in range(500)}) == 500


def test_order_tokens_hold_192_bits_and_differ():
    tokens = {new_order_token() for _ in range(500)}

    assert len(tokens) == 500
    assert {len(token) for token in tokens} == {32}
    assert all(re.fullmatch(r"[\w-]+", token, re.ASCII) for token in tokens)


FACTS = ("OA-7KQ2-M9XF", "Zoë Ünal", "zoe.unal@example.org", "+4930901820", "Гүлнар Ёлкина")


@pytest.mark.parametrize(
    "query",
    [
        "oa7kq2m9xf",
        "OA 7KQ2 M9XF",
        "M9XF",
        "  ünal   ZOË ",
        "unal",
        "zoe.unal@EXAMPLE",
        "+49 30 901820",
        "Gulnar",
        "гулнар ёлкина",
    ],
)
def test_order_is_found_however_its_facts_are_typed(query):
    kept = found_by(*FACTS)

    assert asked_words(query)
    assert all(word in kept for word in asked_words(query))


@pytest.mark.parametrize("query", ["", "  ", "***", "% _", "😀"])
def test_query_without_letters_asks_for_no_word(query):
    assert asked_words(query) == []


def test_very_many_words_are_cut():
    assert len(asked_words("a " * 50)) == MOST_WORDS


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_piece_of_latin_and_digits_is_found_in_its_whole(text, begin, end):
    plain = "".join(sign for sign in text if sign.isascii())

    assert all(word in found_by(plain) for word in asked_words(plain[begin:end]))
