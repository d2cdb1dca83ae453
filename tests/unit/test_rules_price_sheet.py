from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.price_sheet import (
    LARGEST_COUNT,
    Change,
    Columns,
    Fault,
    Problem,
    Thing,
    plan,
    price_heading,
    read_headings,
    read_wishes,
)

CURRENCIES = {"uz": "UZS", "jp": "JPY", "intl": "USD"}
COLUMNS = Columns(number=0, stock=1, prices={"uz": 2, "jp": 3, "intl": 4})
HEADINGS = ["number", "title", "stock", "price uz UZS", "price jp JPY", "price intl USD"]


def headings(*cells, stock=True, prices=True):
    columns, problems = read_headings(
        cells, currencies=CURRENCIES, with_stock=stock, with_prices=prices
    )
    return columns, [(problem.column, problem.fault) for problem in problems]


def wishes(*rows):
    return read_wishes(enumerate(rows, 2), COLUMNS, CURRENCIES)


def faults(*rows) -> list[tuple[str, Fault]]:
    return [(problem.column, problem.fault) for problem in wishes(*rows)[1]]


def thing(**fields) -> Thing:
    prices = {"uz": Decimal(65000), "intl": Decimal("8.50")}
    return Thing(
        **({"number": 7, "title": "Honey", "stock": 9, "promised": 2, "prices": prices} | fields)
    )


def test_headings_are_found_in_any_order_and_case_and_others_for_people_are_passed_over():
    columns, problems = headings(None, " Price  JP jpy", "Maker", "STOCK", "Number", "left")

    assert problems == []
    assert columns == Columns(number=4, stock=3, prices={"jp": 1})


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["title"], [("number", Fault.NO_HEADINGS)]),
        ([], [("number", Fault.NO_HEADINGS)]),
        (["number", "cost"], [("cost", Fault.UNKNOWN_HEADING)]),
        (["number", "price jp USD"], [("price jp usd", Fault.WRONG_CURRENCY)]),
        (["number", "price jp"], [("price jp", Fault.WRONG_CURRENCY)]),
        (["number", "price mars USD"], [("price mars usd", Fault.UNKNOWN_HEADING)]),
        (["number", "stock", "Stock"], [("stock", Fault.TWICE_HEADING)]),
    ],
)
def test_wrong_headings_are_named(cells, found):
    assert headings(*cells) == (None, found)


def test_columns_that_one_may_not_change_are_refused():
    assert headings(*HEADINGS, stock=False)[1] == [("stock", Fault.NOT_ALLOWED)]
    assert headings(*HEADINGS, prices=False)[1] == [("price", Fault.NOT_ALLOWED)]


def test_row_is_read_as_people_and_spreadsheets_write_it():
    found, problems = wishes(["7", "1 200", "125 000 soʻm", 1090.0, "$7,50"])

    assert problems == []
    [wish] = found
    assert (wish.row, wish.number, wish.stock) == (2, 7, 1200)
    assert wish.prices == {"uz": Decimal(125000), "jp": Decimal(1090), "intl": Decimal("7.50")}


def test_empty_cell_asks_for_nothing_and_a_dash_takes_the_price_away():
    [wish], problems = wishes([7.0, None, "-", "", "None"])

    assert problems == []
    assert (wish.stock, wish.prices) == (None, {"uz": None, "intl": None})


def test_sheet_without_a_column_of_stock_asks_for_none():
    columns = Columns(number=0, stock=None, prices={"jp": 1})

    [wish], problems = read_wishes([(2, [7, 1280])], columns, CURRENCIES)

    assert (wish.stock, wish.prices, problems) == (None, {"jp": Decimal(1280)}, [])


def test_short_and_empty_rows_are_no_fault():
    [wish], problems = wishes([], [None, " "], [7])

    assert problems == []
    assert (wish.row, wish.number, wish.prices) == (4, 7, {})


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([None, 5], [("number", Fault.NO_NUMBER)]),
        (["x", 5], [("number", Fault.NO_NUMBER)]),
        ([1.5, 5], [("number", Fault.NO_NUMBER)]),
        ([True, 5], [("number", Fault.NO_NUMBER)]),
        (["1e99", 5], [("number", Fault.NO_NUMBER)]),
        (["nan", 5], [("number", Fault.NO_NUMBER)]),
        (["#REF!", 5], [("number", Fault.BROKEN_CELL)]),
        ([7, -1], [("stock", Fault.NOT_A_COUNT)]),
        ([7, "many"], [("stock", Fault.NOT_A_COUNT)]),
        ([7, LARGEST_COUNT + 1], [("stock", Fault.TOO_LARGE)]),
        ([7, None, "#N/A"], [("price uz UZS", Fault.BROKEN_CELL)]),
        ([7, None, "cheap"], [("price uz UZS", Fault.NOT_AN_AMOUNT)]),
        ([7, None, True], [("price uz UZS", Fault.NOT_AN_AMOUNT)]),
        ([7, None, float("nan")], [("price uz UZS", Fault.NOT_AN_AMOUNT)]),
        ([7, None, 0], [("price uz UZS", Fault.NOT_AN_AMOUNT)]),
        ([7, None, "0"], [("price uz UZS", Fault.NOT_AN_AMOUNT)]),
        ([7, None, -5], [("price uz UZS", Fault.NOT_AN_AMOUNT)]),
        ([7, None, 10**10], [("price uz UZS", Fault.TOO_LARGE)]),
        ([7, None, None, 10.5], [("price jp JPY", Fault.TOO_MANY_DECIMALS)]),
        ([7, None, None, "10.5"], [("price jp JPY", Fault.TOO_MANY_DECIMALS)]),
        ([7, None, None, None, "1.234"], [("price intl USD", Fault.TOO_MANY_DECIMALS)]),
    ],
)
def test_cell_that_cannot_be_read_is_named_with_its_column(row, found):
    assert faults(row) == found


def test_number_that_comes_twice_and_a_table_without_rows_are_named():
    assert wishes([7], [8], [7])[1] == [Problem(4, "number", Fault.TWICE_NUMBER, "7")]
    assert wishes()[1] == [Problem(0, "", Fault.NO_ROWS)]


def test_plan_tells_old_and_new_and_counts_what_is_so_already():
    found, _ = wishes([7, 12, 65000, 1280, "-"])

    made = plan(found, {7: thing()})

    assert made.problems == []
    assert made.same == 1
    assert made.changes == [
        Change(2, 7, "Honey", "", 9, 12),
        Change(2, 7, "Honey", "jp", None, Decimal(1280)),
        Change(2, 7, "Honey", "intl", Decimal("8.50"), None),
    ]


def test_unknown_thing_and_count_below_what_is_promised_are_named():
    found, _ = wishes([7, 1], [9, 1])

    made = plan(found, {7: thing()})

    assert made.problems == [
        Problem(2, "stock", Fault.LESS_THAN_PROMISED, "2"),
        Problem(3, "number", Fault.UNKNOWN_NUMBER, "9"),
    ]


amounts = st.decimals(Decimal("0.01"), Decimal(10**9), places=2)


@given(stock=st.integers(0, LARGEST_COUNT), usd=amounts | st.none(), jpy=st.integers(1, 10**9))
def test_what_an_export_writes_asks_for_no_change(stock, usd, jpy):
    now = thing(stock=stock, promised=0, prices={"intl": usd, "jp": Decimal(jpy)})
    found, problems = wishes([7, stock, None, jpy, usd])

    made = plan(found, {7: now})

    assert (problems, made.problems, made.changes) == ([], [], [])


@given(st.lists(st.none() | st.text(max_size=8) | st.floats() | st.integers() | st.booleans()))
def test_no_row_whatsoever_makes_reading_fail(cells):
    found, problems = wishes(cells)

    assert len(found) + len(problems) >= 1


def test_heading_of_a_price_names_market_and_currency():
    assert price_heading("jp", "JPY") == "price jp JPY"
