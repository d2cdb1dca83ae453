"""What a phone must fetch stays small."""

import gzip
import re
from pathlib import Path

from home.joined import FOR_PAPER, SCRIPTS, STYLES, joined_css, joined_js, tightened

STATIC = Path(__file__).resolve().parents[2] / "site" / "home" / "static" / "home"
MOST_CODE = 25 * 1024
LATIN = "latin.woff2"


def zipped(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def test_styles_and_scripts_together_are_light():
    guide = (STATIC / "css" / "styleguide.css").read_bytes()

    sent = [guide, joined_css().encode(), joined_js().encode()]

    assert sum(zipped(data) for data in sent) <= MOST_CODE


def test_every_stylesheet_is_in_the_joined_one_or_is_the_guides():
    parts = {path.stem for path in (STATIC / "css").glob("*.css")}

    assert parts == {*STYLES, FOR_PAPER, "styleguide"}


def test_every_script_is_in_the_joined_one_and_imports_nothing():
    sources = {path.stem: path.read_text() for path in (STATIC / "js").glob("*.js")}

    assert set(sources) == set(SCRIPTS)
    for source in sources.values():
        assert source in joined_js()
        assert not re.search(r"^(import|export) ", source, re.MULTILINE)


def test_joining_loses_no_rule():
    css = joined_css()

    for name in (*STYLES, FOR_PAPER):
        source = tightened((STATIC / "css" / f"{name}.css").read_text())
        assert source in css
    assert css.count("{") == css.count("}")
    assert css.startswith("@layer reset,tokens,base,layout,components,pages;")


def test_fonts_that_no_page_is_without_are_small():
    fonts = [path for path in (STATIC / "fonts").glob(f"*.{LATIN}") if "italic" not in path.stem]

    assert len(fonts) == 3
    assert sum(path.stat().st_size for path in fonts) <= 30 * 1024
