"""Cut the fonts of the printed papers from Noto's files: Latin and Cyrillic in two weights, and the
Japanese of JIS X 0213, with which names and addresses are written.

Usage:
    apt-get install fonts-noto-core fonts-noto-cjk
    pip install fonttools
    python tools/paper_fonts.py site/shop/papers/fonts

Prints one line per file (bytes, letters), and writes letters.json, the ranges of what they can
draw, for those who have to know before they print. The result depends only on the source files.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset

NOTO = Path("/usr/share/fonts")
LATIN = (
    [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2B0, 0x300), *range(0x300, 0x370)]
    + [*range(0x1E00, 0x1F00), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0)]
    + [*range(0x2100, 0x2150), *range(0x2190, 0x2194), 0x2212, 0x25A1, 0xFFFD]
)
CYRILLIC = [*range(0x400, 0x530)]
#: The face of Japanese in the collection of Chinese, Japanese and Korean.
JAPANESE_FACE = 0


def japanese() -> Iterator[int]:
    """Give what JIS X 0208 and 0213 and Windows write: kana, signs, some ten thousand kanji, and
    the forms of names that only the last has (髙, 﨑)."""
    rows = [*range(0x81, 0xA0), *range(0xE0, 0xFD)]
    for row in rows:
        for cell in range(0x40, 0xFD):
            for encoding in ("shift_jis", "shift_jisx0213", "cp932"):
                try:
                    yield from map(ord, bytes([row, cell]).decode(encoding))
                except UnicodeDecodeError:
                    continue
    yield from range(0xFF61, 0xFFA0)


#: Name here → source, its letters, the number of the face in its file.
FONTS = {
    "sans-regular.ttf": ("truetype/noto/NotoSans-Regular.ttf", LATIN + CYRILLIC, -1),
    "sans-bold.ttf": ("truetype/noto/NotoSans-Bold.ttf", LATIN + CYRILLIC, -1),
    "sans-japanese.otf": (
        "opentype/noto/NotoSansCJK-Regular.ttc",
        sorted(set(japanese())),
        JAPANESE_FACE,
    ),
}


def cut(source: Path, target: Path, codepoints: list[int], face: int) -> set[int]:
    """Write one subset and give the letters that it can draw."""
    options = subset.Options()
    options.hinting = False
    # Japanese would bring the forms of its letters in other countries, twice as many.
    options.layout_features = [] if face == JAPANESE_FACE else ["kern", "mark", "mkmk", "ccmp"]
    options.recalc_timestamp = False
    options.notdef_outline = True
    options.font_number = face
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codepoints)
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    return set(font.getBestCmap())


def ranges(letters: set[int]) -> list[list[int]]:
    """Give the first and the last of each run of letters."""
    found: list[list[int]] = []
    for letter in sorted(letters):
        if found and found[-1][1] == letter - 1:
            found[-1][1] = letter
        else:
            found.append([letter, letter])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--source", type=Path, default=NOTO)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    drawn = set()
    for name, (source, codepoints, face) in FONTS.items():
        target = arguments.output / name
        letters = cut(arguments.source / source, target, codepoints, face)
        print(f"{name:20} {target.stat().st_size:8} bytes {len(letters):6} letters")
        drawn |= letters
    text = json.dumps(ranges(drawn), separators=(",", ":"))
    (arguments.output / "letters.json").write_text(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
