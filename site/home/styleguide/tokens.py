"""The design's tokens, read from the stylesheet itself, so that the style sheet cannot differ."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

STYLESHEET = Path(__file__).resolve().parents[1] / "static" / "home" / "css" / "tokens.css"
COLOUR = re.compile(r"^#[0-9a-f]{6}$")
PROPERTY = re.compile(r"--([\w-]+):\s*([^;]+);")

#: What lies on what, and how much it must stand out.
#: Source: WCAG 2.2, 1.4.3 (4.5 for text), 1.4.6 (7 for stories), 1.4.11 (3 for what is no text).
PAIRS = (
    ("ink", "ground", 7.0),
    ("ink", "surface", 7.0),
    ("ink", "ground-deep", 7.0),
    ("ink-soft", "ground", 7.0),
    ("ink-soft", "surface", 4.5),
    ("ink-soft", "ground-deep", 4.5),
    ("act-ink", "act", 4.5),
    ("act-ink", "act-deep", 4.5),
    ("act-text", "ground", 4.5),
    ("act-text", "surface", 4.5),
    ("link", "ground", 4.5),
    ("link", "surface", 4.5),
    ("warm-ink", "ground", 4.5),
    ("warm-ink", "surface", 4.5),
    ("ornament", "ground", 4.5),
    ("line-strong", "ground", 3.0),
    ("line-strong", "surface", 3.0),
    ("water", "ground", 3.0),
)


@dataclass(frozen=True)
class Token:
    name: str
    light: str
    dark: str

    @property
    def is_colour(self) -> bool:
        return bool(COLOUR.match(self.light))


@dataclass(frozen=True)
class Contrast:
    """How far one colour stands out from another, from 1 to 21, by day and by night."""

    front: Token
    back: Token
    least: float

    @cached_property
    def light(self) -> float:
        return contrast(self.front.light, self.back.light)

    @cached_property
    def dark(self) -> float:
        return contrast(self.front.dark, self.back.dark)

    @property
    def is_enough(self) -> bool:
        return min(self.light, self.dark) >= self.least


def luminance(colour: str) -> float:
    """Give the relative luminance of "#rrggbb". Source: WCAG 2.2, definition of the term."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def properties(selector: str, css: str) -> dict[str, str]:
    """Give the custom properties of the first rule with this selector."""
    block = css.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(PROPERTY.findall(block))


def read_tokens() -> list[Token]:
    """Give every token in the order of the stylesheet; by night what it does not change stays."""
    css = STYLESHEET.read_text()
    layer = css.split("@layer tokens {", 1)[1]
    by_day = properties(":root", layer)
    by_night = properties(":root", layer.split("(prefers-color-scheme: dark)", 1)[1])
    return [Token(name, value, by_night.get(name, value)) for name, value in by_day.items()]


def contrasts(tokens: list[Token]) -> list[Contrast]:
    by_name = {token.name: token for token in tokens}
    return [Contrast(by_name[front], by_name[back], least) for front, back, least in PAIRS]
