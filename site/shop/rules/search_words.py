"""Words as the search compares them: one folded Latin form, whichever way a word is typed.

Accents, apostrophes, letter case, Cyrillic or Latin, half or full width and the two kana make no
difference. Japanese has no spaces: it becomes overlapping pairs of characters.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

#: Longer words are cut: nobody types them, and a column holds them.
LONGEST_WORD = 40

APOSTROPHES = "'’‘‛ʻʼʽʹˈ`´′＇"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))

_JAPANESE = "\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"[{_JAPANESE}]+|(?:(?![{_JAPANESE}])[^\W_]|[\u0300-\u036f'])+")
_IS_JAPANESE = re.compile(rf"[{_JAPANESE}]")
#: Katakana stand 96 places behind their hiragana; the mark of a long vowel is often left out.
_HIRAGANA = {**{code: code - 96 for code in range(0x30A1, 0x30F7)}, 0x30FC: None}
#: Things that people write in kana as well as in characters.
_KANA_SPELLINGS = {"はちみつ": "蜂蜜", "かんぞう": "甘草", "ごま": "胡麻", "あんず": "杏"}

#: Russian, Uzbek and Karakalpak letters. ё and ў are read in two ways, see `_READINGS`.
_CYRILLIC = dict(
    zip("абвгдезийклмнопрстуфхыэәғқңөүҳһ", "abvgdeziiklmnoprstufhieagknouhh", strict=True)
)
_CYRILLIC |= {"ж": "j", "ҷ": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": ""}
_CYRILLIC |= {"ю": "iu", "я": "ia"}
#: Russian says e for ё and Uzbek yo; Uzbek says oʻ for ў and Karakalpak w.
_READINGS = {"ё": ("e", "io"), "ў": ("o", "v")}
_LATIN = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ə": "a"}
#: Ways of writing one sound in Latin letters, after Russian, Uzbek, Karakalpak and English habit.
_SOUNDS = (
    (re.compile("shch"), "sh"),
    (re.compile("dzh|dj|zh"), "j"),
    (re.compile("kh|x"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("q"), "k"),
    (re.compile("w"), "v"),
    (re.compile("y"), "i"),
    (re.compile(r"([^\W\d])\1+"), r"\1"),
    (re.compile("^ie"), "e"),
)

#: Names that each language has in a form of its own.
_NAMES = (
    ("Chimbay", "Shımbay", "Chimboy", "Чимбай", "Шымбай"),
    ("Khojeyli", "Xojeli", "Xoʻjayli", "Ходжейли", "Хожели", "Хўжайли"),
    ("Kegeyli", "Kegeli", "Kegayli", "Кегейли"),
    ("Nukus", "Nókis", "Нукус", "Нөкис"),
    ("Moynaq", "Muynak", "Moʻynoq", "Муйнак", "Мойнақ"),
    ("Karakalpakstan", "Qaraqalpaqstan", "Qoraqalpogʻiston", "Каракалпакстан", "Қарақалпақстан"),
    ("Aral", "Orol", "Арал", "Орол"),
    ("jida", "jiyde", "jiyda", "джида", "жийде"),
)

EXACT, BEGINS, INFLECTED, ONE_SLIP, TWO_SLIPS = 100, 70, 55, 45, 30


@dataclass(frozen=True)
class Word:
    """A word of a text: `shown` as it was written, in small letters, and how it may be read."""

    shown: str
    spellings: tuple[str, ...]


def words_of(text: str, most: int | None = None) -> list[Word]:
    """Give the words of a query in order, each once, at most `most`."""
    found = dict.fromkeys(_read(text, _asked_pairs))
    return list(found)[:most]


def indexed_spellings(text: str) -> set[str]:
    """Give all spellings by which a text is found, names in every language's form."""
    return {
        name
        for word in _read(text, _pairs)
        for spelling in word.spellings
        for name in _names().get(spelling, (spelling,))
    }


def _read(text: str, cut: Callable[[str], list[str]]) -> list[Word]:
    plain = unicodedata.normalize("NFKC", text.translate(_ONE_APOSTROPHE)).casefold()
    words = []
    for token in _TOKEN.findall(plain):
        if _IS_JAPANESE.match(token):
            words += [Word(pair, (pair,)) for pair in cut(token)]
        elif shown := token.strip("'"):
            spellings = _spellings(shown[:LONGEST_WORD])
            if spellings:
                words.append(Word(shown[:LONGEST_WORD], spellings))
    return words


def _pairs(run: str) -> list[str]:
    """Give the pairs of neighbours and the last character, so that each begins something."""
    run = run.translate(_HIRAGANA)
    for kana, characters in _KANA_SPELLINGS.items():
        run = run.replace(kana, characters)
    return [*map("".join, pairwise(run)), *run[-1:]]


def _asked_pairs(run: str) -> list[str]:
    """Give the pairs of a query: its last character may stand anywhere."""
    pairs = _pairs(run)
    return pairs[:-1] or pairs


@lru_cache(maxsize=20_000)
def _spellings(token: str) -> tuple[str, ...]:
    letters = token.replace("'", "")
    choices = [_READINGS.get(letter) or (_latin(letter),) for letter in letters]
    two_ways = sum(len(choice) > 1 for choice in choices)
    if two_ways > 2:  # nothing that anybody would write
        choices = [choice[:1] for choice in choices]
    found = dict.fromkeys(_sounded("".join(each)) for each in product(*choices))
    return tuple(spelling for spelling in found if spelling)


def _latin(letter: str) -> str:
    if letter in _CYRILLIC:
        return _CYRILLIC[letter]
    marks_off = (c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
    return "".join(_LATIN.get(c, c) for c in marks_off)


def _sounded(latin: str) -> str:
    for sound, letter in _SOUNDS:
        latin = sound.sub(letter, latin)
    return latin[:LONGEST_WORD]


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """Give all folded forms of a name by each of them."""
    forms = {}
    for names in _NAMES:
        folded = tuple(dict.fromkeys(s for name in names for s in _spellings(name.casefold())))
        forms |= dict.fromkeys(folded, folded)
    return forms


def squeezed(text: str) -> str:
    """Give the letters and digits of a text alone, small and in Latin, sign by sign.

    What is part of a text is part of it squeezed, too: this is for looking up names and numbers
    of which people know a piece.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = (_READINGS.get(sign, (sign,))[0] for sign in plain)
    return "".join(sign for letter in letters for sign in _latin(letter) if sign.isalnum())


def is_japanese(spelling: str) -> bool:
    return bool(_IS_JAPANESE.match(spelling))


def grams_of(spelling: str) -> set[str]:
    """Give the pieces by which a word of the index is looked up.

    Itself ("=honey"), how it begins ("^ho"), its threes, and how it ends ("ey$").
    """
    if is_japanese(spelling):
        return {f"={spelling}", f"^{spelling[0]}"}
    return {f"={spelling}", *asked_grams(spelling)}


def asked_grams(spelling: str) -> set[str]:
    """Give the pieces that words have that begin like a word of a query, or nearly are it."""
    if is_japanese(spelling):
        return {f"={spelling}"} if len(spelling) > 1 else {f"={spelling}", f"^{spelling}"}
    if len(spelling) < 2:
        return {f"={spelling}"}
    threes = {spelling[at : at + 3] for at in range(len(spelling) - 2)}
    return {f"={spelling}", f"^{spelling[:2]}", f"{spelling[-2:]}$", *threes}


def closeness(asked: str, word: str) -> int:
    """Say how well a word of the index answers a word of a query: 100 is itself, 0 not at all."""
    if word == asked:
        return EXACT
    if is_japanese(asked):
        return BEGINS if len(asked) == 1 and word.startswith(asked) else 0
    if len(asked) > 1 and word.startswith(asked):
        return BEGINS
    if is_inflected(asked, word):
        return INFLECTED
    slips = slips_between(asked, word, most=slips_allowed(asked))
    return {1: ONE_SLIP, 2: TWO_SLIPS}.get(slips, 0)


def is_inflected(asked: str, word: str) -> bool:
    """Say whether the query's word is the other one with an ending on it."""
    ending = len(asked) - len(word)
    return len(word) > 2 and 0 < ending <= (2 if len(word) < 5 else 3) and asked.startswith(word)


def slips_allowed(asked: str) -> int:
    """Short words have too many neighbours, and a number is never nearly another."""
    if not asked.isalpha() or len(asked) < 4:
        return 0
    return 1 if len(asked) < 8 else 2


def slips_between(one: str, other: str, *, most: int) -> int | None:
    """Count letters left out, put in, changed or swapped; None is more than `most`.

    Optimal string alignment: a pair of letters is swapped once and not touched again.
    """
    if abs(len(one) - len(other)) > most:
        return None
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against))
            is_swap = row > 1 and column > 1 and letter == other[column - 2]
            if is_swap and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return None
        before, last = last, line
    return last[-1] if last[-1] <= most else None
