"""The parts of the report, and its numbers, each of which knows the list that holds so many."""

from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from shop.formats import format_money
from shop.rules.money import round_amount

OF_THE_REPORT = "en"


class Figure(int):
    """A count. `url` leads to a list of exactly so many, and is empty where there is none."""

    url = ""


@dataclass
class Table:
    """A part of the report. Cells are text or numbers; `note` stands below."""

    title: str
    head: list[str]
    rows: list[list] = field(default_factory=list)
    note: str = ""


def figure(count: int, page: str, **narrowed: object) -> Figure:
    """Give a count with the list that is narrowed down to it; of nothing there is no list."""
    found = Figure(count)
    if count:
        found.url = f"{reverse(page)}?{urlencode(narrowed)}"
    return found


def signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


def money(amount: Decimal | None, currency: str) -> str:
    if amount is None:
        return ""
    return format_money(round_amount(Decimal(amount), currency), currency, OF_THE_REPORT)
