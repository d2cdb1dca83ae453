"""Several buyers at once, some of whom never return, in bad weather."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from . import shop
from .buyer import Buyer, PageClosed
from .findings import Finding, find_all
from .points import POINTS
from .purchase import LATER
from .stage import QUIET_WITHIN, Stage, wait_until
from .weather import BadAnswers, StrayWebhooks, Weather

#: Seconds for each mail, so that the sweep comes by while one is sent.
MAIL_TAKES = 0.4
WINDOW_LOADS = 10
#: Past the time for which an unpaid order keeps its things.
MUCH_LATER = timedelta(minutes=40)


def pays_and_returns(buyer: Buyer) -> bool:
    buyer.come_back(buyer.pay(buyer.reach_payment_page(buyer.press_pay())))
    return True


def pays_and_never_returns(buyer: Buyer) -> bool:
    buyer.pay(buyer.reach_payment_page(buyer.press_pay()))
    return True


def presses_twice_and_returns_twice(buyer: Buyer) -> bool:
    buyer.press_pay()
    address = buyer.pay(buyer.reach_payment_page(buyer.press_pay()))
    buyer.come_back(address)
    buyer.come_back(address)
    return True


def changes_their_mind_and_pays(buyer: Buyer) -> bool:
    buyer.reach_payment_page(buyer.press_pay())
    buyer.pay(buyer.reach_payment_page(buyer.look_into_basket()))
    return True


def pays_in_a_window_forgotten_meanwhile(buyer: Buyer) -> bool:
    """Looks into the basket while "Pay" still loads, and pays then in the first window."""
    with ThreadPoolExecutor(1) as first_window:
        pressed = first_window.submit(buyer.press_pay)
        wait_until(lambda: pressed.done() or not buyer.things_in_basket(), WINDOW_LOADS)
        buyer.get("/en/basket/")
        answer = pressed.result()
    try:
        buyer.pay(buyer.reach_payment_page(answer))
    except PageClosed:
        buyer.pay(buyer.reach_payment_page(buyer.look_into_basket()))
    return True


def never_pays(buyer: Buyer) -> bool:
    buyer.reach_payment_page(buyer.press_pay())
    return False


#: Each gives whether the buyer paid. They take turns in a crowd.
HABITS: tuple[Callable[[Buyer], bool], ...] = (
    pays_and_returns,
    pays_and_never_returns,
    presses_twice_and_returns_twice,
    changes_their_mind_and_pays,
    pays_in_a_window_forgotten_meanwhile,
    never_pays,
)


@dataclass(frozen=True)
class Crowd:
    """One run of `size` buyers in a kind of weather."""

    number: int
    words: str
    weather: type[Weather]
    size: int

    reached_by = finisher = "all at once"

    @property
    def how(self) -> str:
        return f"{self.size} buyers"

    def run(self, stage: Stage) -> dict[str, Finding]:
        """Raises: what stopped a buyer, or `TimeoutError` where the shop does not come to rest."""
        weather = self.weather(stage.emulator)
        stage.overrides["MAIL_TAKES"] = MAIL_TAKES
        stage.serve(workers=2, has_sweep=True)
        paid = self.shop_all_at_once(stage)
        weather.clear_up()
        if not wait_until(stage.is_quiet, QUIET_WITHIN):
            raise TimeoutError("The webhooks do not come to an end")
        # Where the shop never comes to rest, what is found then says why.
        wait_until(lambda: shop.is_at_rest(paid), QUIET_WITHIN)
        stage.stop()
        shop.sweep(timezone.now() + LATER)
        findings = find_all(stage, paid=paid, may_repeat_mail=False)
        findings |= self.after_the_unpaid_are_given_up(stage, paid, findings)
        return findings | {"weather": weather.finding()}

    def shop_all_at_once(self, stage: Stage) -> int:
        """Give how many paid."""
        barrier = threading.Barrier(self.size)

        def shop_for(place: int) -> bool:
            buyer = stage.buyer(place)
            barrier.wait(timeout=60)
            buyer.fill_basket()
            buyer.go_to_till()
            return HABITS[place % len(HABITS)](buyer)

        with ThreadPoolExecutor(self.size) as pool:
            return sum(pool.map(shop_for, range(self.size)))

    def after_the_unpaid_are_given_up(
        self, stage: Stage, paid: int, before: dict[str, Finding]
    ) -> dict[str, Finding]:
        """Look again when nobody may pay any more; a complaint from before stays."""
        stage.emulator.advance(MUCH_LATER.total_seconds())
        shop.sweep(timezone.now() + MUCH_LATER)
        after = find_all(stage, paid=paid, may_repeat_mail=False)
        return {name: before[name] if before[name].complaint else after[name] for name in after}


def all_crowds(size: int) -> list[Crowd]:
    last = len(POINTS)
    return [
        Crowd(last + 1, "webhooks 3 times, late, shuffled, lost", StrayWebhooks, size),
        Crowd(last + 2, "provider answers 500, 429, late, never", BadAnswers, size),
    ]
