"""The order of words in a list, as the alphabet of the reader's language has it.

Not the whole of the Unicode Collation Algorithm: as much of it as lists of names need.
"""

from functools import lru_cache
from unicodedata import combining, normalize

#: Letters that stand elsewhere than Latin ones do, or are written with two signs.
#: Source: the Uzbek alphabet of 1995, the Karakalpak alphabet of 2016.
ALPHABETS = {
    "uz": "a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch",
    "kaa": "a á b d e f g ǵ h x ı i j k q l m n ń o ó p r s t u ú v w y z sh c ch",
}

#: How the first signs of countries' names are read. No list tells the readings of all signs.
READINGS = {
    "中華人民共和国": "チュウカジンミンキョウワコク",
    "中央": "チュウオウ",
    "中国": "チュウゴク",
    "仏領": "フツリョウ",
    "北": "キタ",
    "南極": "ナンキョク",
    "南": "ミナミ",
    "台湾": "タイワン",
    "合衆国": "ガッシュウコク",
    "日本": "ニホン",
    "東": "ヒガシ",
    "米領": "ベイリョウ",
    "英領": "エイリョウ",
    "西": "ニシ",
    "赤道": "セキドウ",
    "韓国": "カンコク",
}
#: Small kana count as great ones; the sign of length, which repeats a vowel, is passed over.
KANA = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ", "ー・")


def collation_key(text: str, language: str) -> tuple:
    """Give what to sort by. The text itself comes last, so that the order is always the same."""
    if language == "ja":
        return plain(read_aloud(text).translate(KANA)), text
    if language in ALPHABETS:
        return places(text, letters_of(language)), text
    return plain(text), text


def plain(text: str) -> str:
    """Pass over accents, so that Åland stands among the A, and ё beside е."""
    return "".join(c for c in normalize("NFD", text.casefold()) if not combining(c))


def read_aloud(text: str) -> str:
    for signs, reading in READINGS.items():
        if text.startswith(signs):
            return reading + text.removeprefix(signs)
    return text


@lru_cache
def letters_of(language: str) -> list[str]:
    return ALPHABETS[language].split()


def places(text: str, alphabet: list[str]) -> tuple[int, ...]:
    """Give each letter's place in the alphabet; spaces first, letters of others last."""
    text = normalize("NFC", text.lower().replace("’", "ʻ").replace("'", "ʻ"))
    found, position = [], 0
    while position < len(text):
        pair, letter = text[position : position + 2], text[position]
        if len(pair) == 2 and pair in alphabet:
            found.append(alphabet.index(pair))
            position += 2
            continue
        if letter in alphabet:
            found.append(alphabet.index(letter))
        elif letter.isalpha() and letter != "ʻ":
            found.append(len(alphabet) + ord(letter))
        elif letter.isspace():
            found.append(-1)
        position += 1
    return tuple(found)
