"""What a sheet of prices and stock asks for: its headings, its cells, and how it differs from now.

A row is a thing that is sold. It is known by its number, in the first column; whatever else stands
in the row beside stock and prices is for people, and not read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from .errors import AmountUnreadable, TooManyDecimals
from .money import currency_of, read_amount, round_amount

NUMBER, STOCK = "number", "stock"
PRICE = "price"
#: Beside the number, what an export tells people; an import does not look at them.
FOR_PEOPLE = ("title", "maker", "promised", "left")
#: Takes a price away.
NOTHING = frozenset({"-", "–", "—", "none"})
#: What spreadsheets write where they could not reckon.
BROKEN = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
LARGEST_COUNT = 1_000_000
LARGEST_AMOUNT = Decimal("9999999999.99")

Cell = object


class Fault(StrEnum):
    """What is wrong with a sheet, a heading or a cell."""

    NO_HEADINGS = "no_headings"
    UNKNOWN_HEADING = "unknown_heading"
    TWICE_HEADING = "twice_heading"
    WRONG_CURRENCY = "wrong_currency"
    NOT_ALLOWED = "not_allowed"
    NO_ROWS = "no_rows"
    NO_NUMBER = "no_number"
    UNKNOWN_NUMBER = "unknown_number"
    TWICE_NUMBER = "twice_number"
    NOT_A_COUNT = "not_a_count"
    TOO_LARGE = "too_large"
    LESS_THAN_PROMISED = "less_than_promised"
    NOT_AN_AMOUNT = "not_an_amount"
    TOO_MANY_DECIMALS = "too_many_decimals"
    BROKEN_CELL = "broken_cell"


@dataclass(frozen=True)
class Problem:
    """`row` as the spreadsheet counts, from 1; 0 is the sheet. `found`: what stands there."""

    row: int
    column: str
    fault: Fault
    found: str = ""


@dataclass(frozen=True)
class Thing:
    """A thing as it is now; `prices` by market code, None where it is not sold there."""

    number: int
    title: str
    stock: int
    promised: int
    prices: Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Change:
    """`market` is "" for the stock; numbers as they are now and as they are to be."""

    row: int
    number: int
    title: str
    market: str
    old: Decimal | int | None
    new: Decimal | int | None


@dataclass
class Plan:
    """`same` counts the cells that ask for what is so already."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    same: int = 0


@dataclass(frozen=True)
class Wish:
    """What a row asks for. `stock` is None and a market is missing where it asks for nothing."""

    row: int
    number: int
    stock: int | None
    prices: Mapping[str, Decimal | None]


def price_heading(market: str, currency: str) -> str:
    """Give "price jp JPY"."""
    return f"{PRICE} {market} {currency}"


@dataclass(frozen=True)
class Columns:
    """Where what stands; `prices` are places by market code."""

    number: int
    stock: int | None
    prices: Mapping[str, int]


def squeezed(cell: Cell) -> str:
    return " ".join(str(cell).split()).casefold() if cell is not None else ""


def read_headings(
    cells: Sequence[Cell], *, currencies: Mapping[str, str], with_stock: bool, with_prices: bool
) -> tuple[Columns | None, list[Problem]]:
    """Find the columns in the first row.

    `currencies` by market code; `with_stock`, `with_prices`: what may be changed by whoever asks.
    """
    problems: list[Problem] = []
    found: dict[str, int] = {}
    known = {price_heading(*pair).casefold(): pair[0] for pair in currencies.items()}
    for place, cell in enumerate(cells):
        name = squeezed(cell)
        if not name or name in FOR_PEOPLE:
            continue
        if name in found:
            problems.append(Problem(1, name, Fault.TWICE_HEADING))
        elif name in (NUMBER, STOCK) or name in known:
            found[name] = place
        else:
            problems.append(Problem(1, name, fault_of_heading(name, currencies)))
    if NUMBER not in found:
        problems.insert(0, Problem(1, NUMBER, Fault.NO_HEADINGS))
    if STOCK in found and not with_stock:
        problems.append(Problem(1, STOCK, Fault.NOT_ALLOWED))
    prices = {known[name]: place for name, place in found.items() if name in known}
    if prices and not with_prices:
        problems.append(Problem(1, PRICE, Fault.NOT_ALLOWED))
    if problems:
        return None, problems
    return Columns(found[NUMBER], found.get(STOCK), prices), []


def fault_of_heading(name: str, currencies: Mapping[str, str]) -> Fault:
    word, _, rest = name.partition(" ")
    market, _, _currency = rest.partition(" ")
    is_price = word == PRICE and market in {code.casefold() for code in currencies}
    return Fault.WRONG_CURRENCY if is_price else Fault.UNKNOWN_HEADING


def read_wishes(
    rows: Iterable[tuple[int, Sequence[Cell]]], columns: Columns, currencies: Mapping[str, str]
) -> tuple[list[Wish], list[Problem]]:
    """Read what the rows ask for; an empty row is none. `rows` come with their number."""
    wishes, problems, seen = [], [], set()
    for row, cells in rows:
        if not any(squeezed(cell) for cell in cells):
            continue
        reader = RowReader(row, cells, problems)
        number = reader.whole(columns.number, NUMBER, Fault.NO_NUMBER)
        if number is None:
            if not squeezed(reader.cell(columns.number)):
                problems.append(Problem(row, NUMBER, Fault.NO_NUMBER))
            continue
        if number in seen:
            problems.append(Problem(row, NUMBER, Fault.TWICE_NUMBER, str(number)))
            continue
        seen.add(number)
        stock = None
        if columns.stock is not None:
            stock = reader.whole(columns.stock, STOCK, Fault.NOT_A_COUNT)
        prices = {
            market: amount[0]
            for market, place in columns.prices.items()
            if (amount := reader.amount(place, market, currencies[market]))
        }
        wishes.append(Wish(row, number, stock, prices))
    if not wishes and not problems:
        problems.append(Problem(0, "", Fault.NO_ROWS))
    return wishes, problems


@dataclass
class RowReader:
    """Reads the cells of one row, and notes what cannot be read."""

    row: int
    cells: Sequence[Cell]
    problems: list[Problem]

    def cell(self, place: int) -> Cell:
        return self.cells[place] if place < len(self.cells) else None

    def note(self, column: str, fault: Fault, cell: Cell) -> None:
        self.problems.append(Problem(self.row, column, fault, str(cell)[:60]))

    def whole(self, place: int, column: str, fault: Fault) -> int | None:
        """Give a whole number of zero or more; None where the cell is empty or unreadable."""
        cell = self.cell(place)
        text = squeezed(cell)
        if not text:
            return None
        if self.is_broken(text, column):
            return None
        number = as_decimal(cell)
        if number is None or number != number.to_integral_value() or number < 0:
            self.note(column, fault, cell)
            return None
        if number > LARGEST_COUNT and column == STOCK:
            self.note(column, Fault.TOO_LARGE, cell)
            return None
        return int(number)

    def amount(self, place: int, market: str, currency: str) -> tuple[Decimal | None] | None:
        """Give (amount,), (None,) where the price is taken away, and None for nothing asked."""
        cell = self.cell(place)
        text = squeezed(cell)
        column = price_heading(market, currency)
        if not text or self.is_broken(text, column):
            return None
        if text in NOTHING:
            return (None,)
        try:
            amount = written_amount(cell, currency)
        except TooManyDecimals:
            self.note(column, Fault.TOO_MANY_DECIMALS, cell)
            return None
        except AmountUnreadable:
            self.note(column, Fault.NOT_AN_AMOUNT, cell)
            return None
        if amount <= 0:
            self.note(column, Fault.NOT_AN_AMOUNT, cell)
            return None
        if amount > LARGEST_AMOUNT:
            self.note(column, Fault.TOO_LARGE, cell)
            return None
        return (amount,)

    def is_broken(self, text: str, column: str) -> bool:
        is_broken = text.upper().startswith(BROKEN)
        if is_broken:
            self.note(column, Fault.BROKEN_CELL, text)
        return is_broken


def as_decimal(cell: Cell) -> Decimal | None:
    """Give a number that a spreadsheet holds as such, or as text with spaces between thousands."""
    if isinstance(cell, bool):
        return None
    text = "".join(str(cell).split())
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 18 else None


def written_amount(cell: Cell, currency: str) -> Decimal:
    """Raises: `AmountUnreadable`, `TooManyDecimals`."""
    if isinstance(cell, bool):
        raise AmountUnreadable(text=str(cell))
    if not isinstance(cell, (int, float, Decimal)):
        return read_amount(str(cell), currency)
    amount = as_decimal(cell)
    if amount is None:
        raise AmountUnreadable(text=str(cell))
    if round_amount(amount, currency) != amount:
        raise TooManyDecimals(currency=currency, decimals=currency_of(currency).minor_units)
    return round_amount(amount, currency)


def plan(wishes: Iterable[Wish], things: Mapping[int, Thing]) -> Plan:
    """Hold wishes against what is there now."""
    made = Plan()
    for wish in wishes:
        thing = things.get(wish.number)
        if thing is None:
            found = str(wish.number)
            made.problems.append(Problem(wish.row, NUMBER, Fault.UNKNOWN_NUMBER, found))
            continue
        if wish.stock is not None and wish.stock < thing.promised:
            made.problems.append(
                Problem(wish.row, STOCK, Fault.LESS_THAN_PROMISED, str(thing.promised))
            )
        asked = {"": wish.stock} if wish.stock is not None else {}
        for market, new in {**asked, **wish.prices}.items():
            old = thing.stock if not market else thing.prices.get(market)
            if old == new:
                made.same += 1
            else:
                made.changes.append(Change(wish.row, wish.number, thing.title, market, old, new))
    return made
