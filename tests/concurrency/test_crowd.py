"""Two hundred buyers for seven jars of three kinds, over HTTP to a shop of several workers.

Every fourth basket also holds two things of which there is plenty: these must come through.
"""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice, permutations
from pathlib import Path
from threading import Barrier

import pytest
from tools.demo import free_port

from concurrency.buyer import Buyer, Refusal, Stranded
from concurrency.shop_server import shop_server
from concurrency.visitor import Visitor
from stripe_emulator.emulator import Emulator

ROOT = Path(__file__).resolve().parents[2]
BUYERS = 200
JARS = {"Licorice honey": 3, "Pickled capers": 2, "Dried jida": 2}
PLENTY = {"Sesame cookies": 500, "Granola": 500}
WEBHOOK_SECRET = "whsec_crowd"
FILLING_AT_ONCE = 16


@dataclass(frozen=True)
class Outcome:
    """What the buyers saw, what the database and the provider hold, and what the server said."""

    buyers: list[Buyer]
    stranded: list[str]
    tally: dict
    sessions: list[dict]
    log: str

    @property
    def winners(self) -> list[Buyer]:
        return [buyer for buyer in self.buyers if buyer.bought]

    @property
    def refusals(self) -> list[Refusal]:
        return [refusal for buyer in self.buyers for refusal in buyer.refusals]


def baskets() -> list[tuple[str, ...]]:
    """Give what each buyer wants: one, two or all jars in every order, and now and then plenty."""
    of_jars = [basket for size in (3, 2, 1) for basket in permutations(JARS, size)]
    wanted = list(islice(cycle(of_jars), BUYERS))
    wanted[::8] = [(*PLENTY, *basket) for basket in wanted[::8]]
    wanted[4::8] = [(*basket, *reversed(PLENTY)) for basket in wanted[4::8]]
    return wanted


def run_script(name: str, *arguments: str, environment: dict[str, str]) -> dict:
    done = subprocess.run(
        [sys.executable, f"tests/concurrency/{name}", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def crowd(base_url: str, products: dict[str, int]) -> list[Buyer]:
    return [
        Buyer(
            Visitor(base_url),
            email=f"buyer-{number}@example.org",
            products={title: products[title] for title in basket},
        )
        for number, basket in enumerate(baskets())
    ]


def all_buy_at_once(buyers: list[Buyer]) -> list[str]:
    """Fill every basket first; then let all press "Pay" at the same moment.

    Gives what any of them was stranded by.
    """
    with ThreadPoolExecutor(FILLING_AT_ONCE) as pool:
        list(pool.map(Buyer.fill_basket, buyers))
    barrier = Barrier(len(buyers))

    def press(buyer: Buyer) -> str:
        barrier.wait(timeout=30)
        try:
            buyer.buy()
        except Stranded as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(len(buyers)) as pool:
        return [problem for problem in pool.map(press, buyers) if problem]


@pytest.fixture(scope="module")
def outcome(database, tmp_path_factory) -> Outcome:
    folder, port = tmp_path_factory.mktemp("crowd"), free_port()
    base_url = f"http://127.0.0.1:{port}"
    log = folder / "log"
    with Emulator(
        webhook_url=f"{base_url}/stripe/webhook/", webhook_secret=WEBHOOK_SECRET
    ) as emulator:
        environment = {
            **database,
            "DJANGO_SETTINGS_MODULE": "settings.dev",
            "DEBUG": "off",
            "BASE_URL": base_url,
            "VAR_ROOT": str(folder),
            "STRIPE_SECRET_KEY": "sk_test_crowd",
            "STRIPE_API_BASE": emulator.url,
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
        }
        products = run_script("crowd_seed.py", json.dumps(JARS | PLENTY), environment=environment)
        buyers = crowd(base_url, products)
        with shop_server(port=port, environment=environment, log=log):
            stranded = all_buy_at_once(buyers)
        return Outcome(
            buyers=buyers,
            stranded=stranded,
            tally=run_script("crowd_tally.py", environment=environment),
            sessions=emulator.sessions,
            log=log.read_text(errors="replace"),
        )


def test_exactly_the_seven_jars_are_sold(outcome):
    ordered = Counter()
    for pieces in outcome.tally["ordered"].values():
        ordered.update(pieces)

    jars = {title: ordered[title] for title in JARS}
    assert jars == JARS
    assert sum(jars.values()) == 7
    assert outcome.tally["allocated"] == dict(ordered)


def test_each_winner_has_one_order_and_one_payment_session(outcome):
    opened = {session["id"]: session["url"] for session in outcome.sessions}

    assert outcome.tally["orders"] == len(outcome.winners) == len(opened)
    assert sorted(outcome.tally["payment_sessions"]) == sorted(opened)
    assert sorted(buyer.payment_page for buyer in outcome.winners) == sorted(opened.values())


def test_order_holds_all_that_was_not_gone(outcome):
    for buyer in outcome.buyers:
        assert sorted(buyer.bought + buyer.taken_out) == sorted(buyer.products)
        assert outcome.tally["ordered"].get(buyer.email, {}) == dict.fromkeys(buyer.bought, 1)


def test_loser_finds_every_line_still_in_the_basket(outcome):
    kept_some = [refusal for refusal in outcome.refusals if len(refusal.gone) < len(refusal.kept)]

    assert kept_some
    assert [refusal for refusal in outcome.refusals if refusal.shown != refusal.kept] == []


def test_loser_of_a_jar_still_gets_what_there_is_plenty_of(outcome):
    wanting = [buyer for buyer in outcome.buyers if set(PLENTY) <= set(buyer.products)]

    assert len(wanting) == BUYERS // 4
    assert [buyer.email for buyer in wanting if not set(PLENTY) <= set(buyer.bought)] == []


def test_loser_is_told_what_is_gone_and_that_nothing_was_charged(outcome):
    for refusal in outcome.refusals:
        assert set(refusal.gone.values()) == {"This is sold out for now."}
        (message,) = refusal.messages
        assert message.startswith("No longer to be had as you wanted: ")
        assert any(f"“{title}”" in message for title in refusal.gone)
        assert not any(f"“{title}”" in message for title in set(refusal.kept) - set(refusal.gone))
        assert message.endswith("You have not been charged.") == refusal.after_pay


def test_nothing_is_answered_by_an_error(outcome):
    statuses = {status for buyer in outcome.buyers for status in buyer.visitor.statuses}

    assert outcome.stranded == []
    assert statuses == {200, 302}
    assert "Traceback" not in outcome.log


def test_nobody_meets_a_deadlock_or_a_locked_database(outcome):
    assert outcome.tally["deadlocks"] in (0, None)
    assert "deadlock detected" not in outcome.log
    assert "database is locked" not in outcome.log
