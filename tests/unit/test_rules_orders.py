"""Order numbers and links that nobody can guess."""

import re

from shop.rules.orders import ALPHABET, new_order_number, new_order_token


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
