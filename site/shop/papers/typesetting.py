"""Papers as PDF: a Typst document, its data as JSON, and the fonts that lie beside this file.

Nothing that people typed becomes part of a document's text: it reaches it as data alone.
"""

import json
from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
DOCUMENTS = HERE / "typ"


@cache
def fonts() -> typst.Fonts:
    """Give our fonts, read once, and none of the machine's: a paper looks the same anywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def typeset(document: str, data: dict) -> bytes:
    """Give a PDF of one of the documents in `typ/`.

    `data` holds what JSON can hold; the document reads it as `data`.
    """
    return typst.compile(
        DOCUMENTS / f"{document}.typ",
        root=DOCUMENTS,
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


@cache
def letters() -> frozenset[int]:
    """Give the code points that our fonts can draw, from the list made with them."""
    ranges = json.loads((FONTS / "letters.json").read_text())
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def missing_letters(text: str) -> str:
    """Give the letters of a text that would be printed as empty boxes, each once."""
    return "".join(dict.fromkeys(each for each in text if is_missing(each)))


def is_missing(letter: str) -> bool:
    return not letter.isspace() and ord(letter) not in letters()
