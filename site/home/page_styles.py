"""Styles written into the public pages themselves: a phone waits for one answer, not for two.

Each kind of page carries the parts of the stylesheet that it uses, and fits with them into the
first 14 KB that a server may send before it must wait for the phone's word. Personal pages, which
nobody opens first, link the joined sheet of all parts.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from .compression import ReadyPiece
from .joined import STYLES, joined_css

#: What no page is without.
FRAME = frozenset({"tokens", "base", "frame", "pictures", "panel"})
READING = frozenset({"story", "goods", "buying", "facts", "stages"})
SHELF = frozenset({"goods", "listing", "ways", "stages"})
#: Kind of page, and what its blocks and components need besides the frame.
KINDS = {
    "home": READING | {"home", "people"},
    "reading": READING,
    "producers": frozenset({"people", "map", "ways", "stages"}),
    "shelf": SHELF,
    "search": SHELF | {"forms", "people"},
    "product": frozenset({"goods", "buying", "trust", "facts", "stages", "ways", "product"}),
}

URL = re.compile(r"url\(\"\.\./([^\"]+)\"\)")


@dataclass(frozen=True)
class PageStyles:
    """The element, ready to be sent, and what a content security policy calls what is in it."""

    element: SafeString
    source: str
    ready: ReadyPiece


def written_styles(kind: str) -> PageStyles:
    """Read the parts anew. Raises: `KeyError` for an unknown kind."""
    wanted = FRAME | KINDS[kind]
    css = joined_css(name for name in STYLES if name in wanted).strip()
    # A page lies elsewhere than a stylesheet.
    css = URL.sub(lambda found: f'url("{static("home/" + found[1])}")', css)
    element = mark_safe(f"<style>{css}</style>")  # noqa: S308 (our own files)
    return PageStyles(element, hash_source(css), ReadyPiece(element.encode()))


def hash_source(text: str) -> str:
    """Name a style by what it says. Source: CSP Level 3, hash-source."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


kept_styles = lru_cache(written_styles)


def page_styles(kind: str) -> PageStyles:
    return (written_styles if settings.DEBUG else kept_styles)(kind)
