"""Which market a visitor sees: their own choice first, then the language that they read."""

from collections.abc import Iterable, Mapping
from functools import lru_cache


def choose_market(
    *,
    chosen: str | None,
    page_language: str,
    languages: Iterable[str],
    live_markets: Iterable[str],
    market_of_language: Mapping[str, str],
    fallback: str,
) -> str:
    """Give the code of the market to show.

    `page_language` is that of the page being read, "" where it has none; `languages` are
    those that the browser asks for, bare codes, the most wanted first. A language that
    belongs to no market (English) says nothing.
    """
    live = set(live_markets)
    if chosen in live:
        return chosen
    for language in (page_language, *languages):
        market = market_of_language.get(language)
        if market in live:
            return market
    return fallback


def language_of_path(path: str) -> str:
    """Give the bare language code that an address begins with: "/ja/shop/" → "ja".

    Whatever else an address begins with is given as well, and is no market's language.
    """
    return path.lstrip("/").split("/", 1)[0].split("-")[0].lower()


@lru_cache(maxsize=512)
def languages_wanted(accept_language: str) -> tuple[str, ...]:
    """Read an Accept-Language header into bare codes, the most wanted first."""
    wanted = []
    for position, part in enumerate(accept_language.split(",")):
        # Blanks may stand around the semicolon. Source: RFC 9110, 5.6.6 and 12.4.2.
        tag, _, parameter = part.partition(";")
        name, _, quality = parameter.strip().lower().partition("=")
        try:
            weight = float(quality) if name == "q" else 1.0
        except ValueError:
            continue
        code = tag.split("-")[0].strip().lower()
        if code and code != "*" and weight > 0:
            wanted.append((-weight, position, code))
    return tuple(code for _, _, code in sorted(wanted))
