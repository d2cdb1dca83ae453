"""Which market a visitor sees, and what a market needs before anybody may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
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


class Missing(StrEnum):
    """What keeps a market from going live."""

    COUNTRIES = "countries"
    BANDS = "bands"
    PRICE = "price"
    PAYMENT = "payment"
    PAPERS = "papers"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Readiness:
    """What a market has.

    `has_countries`: a zone of it names one; `has_bands`: such a zone has a weight band;
    `has_price`: a public product has a price; `has_papers`: it asks for a kind of
    certificate, without which everything would pass the gate.
    """

    has_countries: bool
    has_bands: bool
    has_price: bool
    has_payment: bool
    has_papers: bool
    has_language: bool
    is_fallback: bool


def missing_to_go_live(market: Readiness) -> tuple[Missing, ...]:
    """Name all that a market lacks; the fallback is shown to whoever has no other language."""
    needs = (
        (Missing.COUNTRIES, market.has_countries),
        (Missing.BANDS, market.has_bands),
        (Missing.PRICE, market.has_price),
        (Missing.PAYMENT, market.has_payment),
        (Missing.PAPERS, market.has_papers),
        (Missing.LANGUAGE, market.has_language or market.is_fallback),
    )
    return tuple(missing for missing, is_there in needs if not is_there)
