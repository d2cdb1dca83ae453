"""Cut the site's web fonts from Noto's files, WOFF2: the Latin of our own pages, more Latin for
the names of those who buy, and Cyrillic, each in a file of its own.

The sans holds both its weights in one file, so that a page asks once; Debian has no such file.

Usage:
    apt-get install fonts-noto-core fonts-noto-extra
    pip install fonttools brotli fontpkg-noto-sans==2.15
    python subset_fonts.py OUTPUT_DIRECTORY [--source /usr/share/fonts/truetype/noto]

Prints one line per file (bytes, glyphs) and stops with exit code 1 when a letter
that the site can show is missing from a source face. The result depends only on
the source files: font timestamps are kept and no date is written.
"""

import argparse
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

# One entry per face: file in Debian's package, name on the site.
FACES = {
    "NotoSerifDisplay-Medium.ttf": "serif-display-500",
    "NotoSerif-Regular.ttf": "serif-400",
    "NotoSerif-Italic.ttf": "serif-400-italic",
}

# The one face that varies: from the lightest weight that the site shows to the heaviest.
VARIABLE = "NotoSans[wdth,wght].ttf"
VARIABLE_NAME = "sans"
KEPT = {"wdth": 100, "wght": (400, 400, 600)}
# It is shown small: a 256th of its size is a tenth of a pixel at most, and a fifth less to fetch.
UNITS = 256
# Kerning only, and without what a browser does not ask for.
VARIABLE_FEATURES = ["kern"]
UNASKED = ["GDEF", "HVAR", "MVAR", "STAT", "gasp"]

# English, Uzbek (oʻ gʻ), Karakalpak (á ǵ ı ń ó ú and their capitals, İ), and marks: what our
# own words are written with. Small, because no page is without it.
LATIN = (
    [*range(0x20, 0x7F), 0xA0, 0xA9, 0xAB, 0xB0, 0xB7, 0xBB, 0xD7]
    + [0xC1, 0xD3, 0xDA, 0xE1, 0xF3, 0xFA]
    + [0x130, 0x131, 0x143, 0x144, 0x1F4, 0x1F5, 0x2BB, 0x2BC]
    + [0x2009, 0x200A, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E]
    + [0x2022, 0x2026, 0x202F, 0x20AC, 0x20BD, 0x2116, 0x2212]
)

# The accented names of Western Europe, where parcels go, and rarer marks.
MORE_LATIN = [
    codepoint
    for codepoint in (
        [*range(0xA1, 0x100)]
        + [0x160, 0x161, 0x17D, 0x17E, 0x15E, 0x15F, 0x11E, 0x11F, 0x10C, 0x10D, 0x106, 0x107]
        + [0x141, 0x142, 0x152, 0x153, 0x2012, 0x201A, 0x2032, 0x2033, 0x2039, 0x203A, 0x2122]
    )
    if codepoint not in LATIN
]

# Russian, and the Cyrillic of Uzbek and Karakalpak.
CYRILLIC = [*range(0x410, 0x450), 0x401, 0x451] + [
    ord(letter) for letter in "ӘәҒғҚқҢңӨөҮүЎўҲҳҺһІіЪъ"
]

MUST_HAVE = "áǵıńóúÁǴÍŃÓÚʻʼ$¥€₽№«»“”‘’–…×·" + "ёәғқңөүўҳЁӘҒҚҢӨҮЎҲ"

# Kerning, and figures of one width for prices in columns; nothing decorative. All letters are
# there in one piece, so nothing has to be put together from marks.
FEATURES = ["kern", "liga", "tnum", "lnum"]

SUBSETS = {"latin": LATIN, "latin-more": MORE_LATIN, "cyrillic": CYRILLIC}


def cut(source: Path, target: Path, codepoints: list[int], is_variable: bool = False) -> int:
    """Write one subset and return its number of glyphs."""
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False  # screens that show this site do not use TrueType hints
    options.desubroutinize = True
    options.layout_features = VARIABLE_FEATURES if is_variable else FEATURES
    options.drop_tables += UNASKED if is_variable else []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # keep copyright and licence
    options.recalc_timestamp = False
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codepoints)
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    return len(font.getGlyphOrder())


def missing_letters(source: Path) -> str:
    """The letters of MUST_HAVE that this face cannot draw."""
    with TTFont(source, lazy=True) as font:
        known = font.getBestCmap()
    return "".join(letter for letter in MUST_HAVE if ord(letter) not in known)


def varying_sans(folder: Path) -> Path:
    """Write the sans with its weights and one width, and say where."""
    package = Path(find_spec("fontpkg_noto_sans").origin).parent
    with TTFont(package / "files" / VARIABLE, recalcTimestamp=False) as font:
        instancer.instantiateVariableFont(font, KEPT, inplace=True)
        scale_upem(font, UNITS)
        font.save(folder / VARIABLE)
    return folder / VARIABLE


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--source", type=Path, default=Path("/usr/share/fonts/truetype/noto"))
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)

    has_gap = False
    with tempfile.TemporaryDirectory() as folder:
        faces = {arguments.source / file_name: name for file_name, name in FACES.items()}
        faces[varying_sans(Path(folder))] = VARIABLE_NAME
        for source, site_name in faces.items():
            if gap := missing_letters(source):
                print(f"{source.name}: missing {gap}", file=sys.stderr)
                has_gap = True
            for script, codepoints in SUBSETS.items():
                target = arguments.output / f"{site_name}.{script}.woff2"
                glyphs = cut(source, target, codepoints, site_name == VARIABLE_NAME)
                print(f"{target.name:40} {target.stat().st_size:6} bytes {glyphs:4} glyphs")
    return 1 if has_gap else 0


if __name__ == "__main__":
    sys.exit(main())
