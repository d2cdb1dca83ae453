"""Queries of the pages that many ask for: put into SQL once, then asked with other values.

Django writes the SQL of a query anew each time, which takes it several times as long as the
database needs to answer one that goes by a key.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import count

from django.db import connections
from django.db.models import QuerySet
from django.utils.translation import get_language

#: What a query may be given: a number, a text, a list of numbers, or None.
Value = int | str | Sequence[int] | None

#: No key is larger in a table whose keys have 32 bits; what is larger is asked without us.
LARGEST = 2**31 - 1
#: Numbers that stand in the SQL for values yet to come, as texts for texts; nothing else in a
#: query is so large.
FIRST_HOLE = LARGEST - 100_000


@dataclass(frozen=True)
class Statement:
    """A query in SQL; `holes` are those of its parameters that are given anew, by position."""

    queryset: QuerySet
    compiler: object
    sql: str
    params: tuple
    holes: dict[int, int]

    def rows(self, values: Sequence[int | str]) -> list:
        compiler = copy(self.compiler)
        compiler.connection = connections[self.compiler.using]
        params = list(self.params)
        for position, number in self.holes.items():
            params[position] = values[number]
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(params))
        asked = self.queryset._clone()
        asked.query.get_compiler = lambda *args, **kwargs: compiler
        return list(asked)


@dataclass
class Prepared:
    """Gives the rows of the queryset that `make` gives for these values.

    The SQL may depend on the values in no other way than by holding them, and else on the active
    language alone. A list may reach the query longer than it was, with its last number again.

        of_maker = Prepared(lambda pk: Product.objects.filter(producer=pk))
        of_maker(pk=7)
    """

    make: Callable[..., QuerySet]
    statements: dict[tuple, Statement] = field(default_factory=dict)

    def __call__(self, **values: Value) -> list:
        """Raises: `TypeError` where the SQL does not hold the values as parameters."""
        given = {name: padded(value) for name, value in values.items()}
        fillings = [each for value in given.values() for each in values_in(value)]
        if [] in given.values() or not all(map(is_possible, fillings)):
            return list(self.make(**{name: possible(value) for name, value in values.items()}))
        key = (get_language(), *((name, shape(value)) for name, value in given.items()))
        statement = self.statements.get(key)
        if statement is None:
            statement = self.statements[key] = prepare(self.make, given)
        return statement.rows(fillings)


def prepare(make: Callable[..., QuerySet], values: dict[str, Value]) -> Statement:
    """Put a query into SQL, with a hole for each value. Raises: `TypeError`."""
    holes = count(FIRST_HOLE)
    queryset = make(**{name: with_holes(value, holes) for name, value in values.items()})
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, params = compiler.as_sql()
    found = {
        position: hole
        for position, param in enumerate(params)
        if (hole := hole_of(param)) is not None
    }
    if set(found.values()) != set(range(next(holes) - FIRST_HOLE)):
        raise TypeError(f"Not all of {', '.join(values)} are parameters of {sql}")
    # How columns become values hangs on the query alone; Django asks each column, each time.
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    compiler.get_converters = lambda columns: converters
    return Statement(queryset, compiler, sql, tuple(params), found)


def with_holes(value: Value, holes: Iterator[int]) -> Value:
    if isinstance(value, list):
        return [next(holes) for _ in value]
    if isinstance(value, str):
        return str(next(holes))
    return None if value is None else next(holes)


def hole_of(param: object) -> int | None:
    """Give which hole a parameter is, or None for one that the query itself has."""
    number = int(param) if isinstance(param, str) and param.isdecimal() else param
    return number - FIRST_HOLE if isinstance(number, int) and number >= FIRST_HOLE else None


def is_possible(value: int | str) -> bool:
    return isinstance(value, str) or -LARGEST <= value < FIRST_HOLE


def padded(value: Value) -> Value:
    """Give a list the length of a power of two, so that there are few lengths of SQL."""
    if value is None or isinstance(value, (int, str)):
        return value
    value = list(value)
    return value + value[-1:] * ((1 << (len(value) - 1).bit_length()) - len(value))


def possible(value: Value) -> Value:
    """Give a list without what is no key anywhere, and makes databases fail."""
    if value is None or isinstance(value, (int, str)):
        return value
    return [number for number in value if abs(number) < 2**63]


def values_in(value: Value) -> Sequence[int | str]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def shape(value: Value) -> int | str | None:
    """Tell apart what makes other SQL: None, a number, a text, and lists of each length."""
    if isinstance(value, list):
        return len(value)
    if value is None:
        return None
    return "text" if isinstance(value, str) else "number"
