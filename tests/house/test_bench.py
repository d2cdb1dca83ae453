"""The bench judges and shows figures as they are; here they are made up."""

import pytest
from bench import goods, rounds, tables
from bench.load import Request, is_slow, lua_of, read_run
from bench.plan import Cell
from bench.results import (
    LIMIT,
    OSCAR,
    OURS,
    UNCACHED,
    Figure,
    Memory,
    Purchase,
    Results,
    Run,
    Weight,
)
from bench.targets import verdicts

WRK = """Running 2s test @ http://127.0.0.1:8000/
  248 requests in 2.00s, 0.93MB read
  Socket errors: connect 0, read 248, write 0, timeout 1
  Non-2xx or 3xx responses: 3
Requests/sec:    123.90
"""


def figure(*rates: float, sql: int = 5) -> Figure:
    runs = [Run(rate, errors=0) for rate in rates]
    return Figure(runs=runs, sql=sql, html=30_000, gzipped=5_000, seconds=0.01)


def results(**changes) -> Results:
    made = Results(sizes=[200, 20_000])
    made.figures = {
        (200, "listing", LIMIT): figure(1000, 500, 1000),
        (200, "listing", OURS): figure(800, 400, 300),
        (200, "listing", UNCACHED): figure(90, 50, 90),
        (200, "listing", OSCAR): figure(2.5, 1, 2.5),
        (20_000, "listing", LIMIT): figure(500, 500, 500),
        (20_000, "listing", UNCACHED): figure(25, 25, 25, sql=9),
    }
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def judged(made: Results) -> dict[str, tuple[str, str]]:
    return {verdict.target: (verdict.word, verdict.found) for verdict in verdicts(made)}


def test_next_run_waits_until_the_server_has_answered_what_waited_in_its_queue(monkeypatch):
    done = []
    monkeypatch.setattr(rounds, "run_wrk", lambda request, seconds: done.append("wrk"))
    monkeypatch.setattr(
        rounds, "run_single", lambda request, seconds: done.append(f"{seconds} s alone")
    )
    cell = Cell("product", OSCAR, Request("http://127.0.0.1/"))

    rounds.load(cell, seconds_per_answer=0.01, run_seconds=2)

    assert done == ["wrk", "0 s alone"]


def test_ratios_are_medians_of_rounds_and_held_against_their_targets():
    found = judged(results())

    assert found["listing, of the limit view"] == ("pass", "0.80 ×")
    assert found["listing uncached, of Oscar's, 200 products"] == ("pass", "36.00 ×")
    target = "listing uncached, time at 20000 products, of that at 200"
    assert found[target] == ("miss", "1.8 × (3.60 × by the clock)")


def test_statements_are_judged_by_the_dearest_size():
    assert judged(results())["SQL: listing"] == ("miss", "9")


def test_what_was_not_measured_neither_passes_nor_fails():
    assert {word for word, _ in judged(Results(sizes=[200])).values()} == {"not measured"}


def test_every_thing_put_into_the_basket_counts():
    steps = [("POST /en/basket/add/1/", 14), ("POST /en/basket/add/3/", 24), ("GET /en/", 99)]
    purchases = {
        (200, OURS): Purchase(steps=steps, rates=[6.0]),
        (200, OSCAR): Purchase(steps=[("GET /", 9)], rates=[1.5]),
    }

    found = judged(results(purchases=purchases))

    assert found["SQL: add to basket"] == ("miss", "24")
    assert found["checkout: requests"] == ("pass", "3")
    assert found["checkout: SQL"] == ("pass", "137")
    assert found["checkout: orders per second, of Oscar's"] == ("pass", "4.00 ×")


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        (((10_000, 180.0), (20_000, 182.0)), ("pass", "pass")),
        (((10_000, 260.0), (20_000, 290.0)), ("miss", "miss")),
        (((900, 180.0), (1800, 181.0)), ("not measured", "not measured")),
        (((900, 260.0), (1800, 270.0)), ("miss", "miss")),
    ],
)
def test_memory_passes_only_after_all_requests(marks, words):
    found = judged(results(memory=Memory(at_start=140, marks=marks)))

    verdict, growth = found["worker's memory"], found["worker's memory, growth since then"]
    assert (verdict[0], growth[0]) == words


def test_tables_show_each_site_with_its_ratios():
    made = results(weight=Weight(56_000, 16_000, (("page", 4_600),)))

    shown = tables.page_table(made, 200).splitlines()

    assert "| listing | ours, page cache off | 90 | 36 | 0.090 | 5 | 30.0 | 5.0 |  |" in shown
    assert len(shown) == 2 + 4
    assert "| **product page, all of it** |  | 56.0 |" in tables.weight_table(made)


def test_runs_are_read_from_what_wrk_prints():
    assert read_run(WRK) == Run(rate=124.0, errors=4, count=248)


def test_page_with_few_answers_in_a_run_is_slow():
    assert is_slow(1.0, workers=2, run_seconds=3)
    assert not is_slow(0.1, workers=2, run_seconds=3)


def test_requests_reach_wrk_as_they_are():
    request = Request("http://127.0.0.1/", headers={"Cookie": 'a="b"'}, body="quantity=1")

    assert 'wrk.headers["Cookie"] = "a=\\"b\\""' in lua_of(request)
    assert 'wrk.method = "POST"' in lua_of(request)


def test_catalogues_of_all_sizes_begin_alike():
    assert list(goods.things(200)) == list(goods.things(2000))[:200]
