"""One purchase, during which the server dies at one point, and somebody finishes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import requests
from django.utils import timezone

from shop.order.models import Order

from . import shop
from .buyer import Buyer
from .findings import Finding, find_all
from .points import FINISHERS, POINTS, By, Point
from .stage import PAYING_EVENT, QUIET_WITHIN, Stage, wait_until

#: Longer than a dead worker's claim on a mail, shorter than an unpaid order is kept.
LATER = timedelta(minutes=11)


class Retry(StrEnum):
    """What a buyer does whose press on "Pay" came to nothing."""

    PRESS_AGAIN = "again"
    BASKET = "basket"
    ORDER_PAGE = "order"


class WrongStep(Exception):
    """The server died, but not at the step that the table names."""


@dataclass(frozen=True)
class Purchase:
    """One drill. `retry` matters where the server dies on "Pay"."""

    point: Point
    reached_by: By
    finisher: By
    retry: Retry | None = None

    @property
    def number(self) -> int:
        return self.point.number

    @property
    def words(self) -> str:
        return self.point.words

    @property
    def how(self) -> str:
        return f"{self.reached_by}, {self.retry}" if self.retry else str(self.reached_by)

    def run(self, stage: Stage) -> dict[str, Finding]:
        """Raises: `TimeoutError`, `WrongStep`, `GaveUp`, or `requests.ConnectionError`."""
        buyer = stage.buyer()
        stage.emulator.webhooks.set_policy(
            hold=True, enabled_events=(PAYING_EVENT,), max_attempts=20
        )
        address = self.pay(stage, buyer)
        self.finish(stage, buyer, address)
        everybody_else_comes_late(stage, buyer, address)
        findings = find_all(stage, paid=1, may_repeat_mail=self.point.mail_has_left)
        if buyer.empty_baskets:
            findings["orders"] = Finding("basket lost", "The basket was found empty")
        return findings

    def pay(self, stage: Stage, buyer: Buyer) -> str:
        """Bring the purchase to where money has moved, the server being dead or dying."""
        is_armed = self.reached_by not in (By.BUYER, By.SWEEP)
        stage.serve(self.point if is_armed else None, has_inbox=self.reached_by is By.WEBHOOK)
        buyer.fill_basket()
        buyer.go_to_till()
        if self.reached_by is By.PAY:
            dies(stage, buyer.press_pay)
            self.check_step()
            self.serve_finisher(stage)
            answer = RETRIES[self.retry](buyer)
        else:
            answer = buyer.press_pay()
        page = buyer.reach_payment_page(answer)
        if self.reached_by is By.BUYER:
            stage.stop()
        address = buyer.pay(page)
        if self.reached_by is By.RETURN_PAGE:
            dies(stage, lambda: buyer.come_back(address))
        elif self.reached_by is By.WEBHOOK:
            stage.let_webhooks_through()
            stage.await_death()
            stage.hold_webhooks()
        elif self.reached_by is By.SWEEP:
            stage.serve(self.point, has_inbox=False, has_sweep=True)
            stage.await_death()
        if self.reached_by is not By.PAY:
            self.check_step()
        return address

    def check_step(self) -> None:
        """See that the server died where the table says. Raises: `WrongStep`."""
        if shop.how_far() is not self.point.leaves:
            raise WrongStep(f"The database holds {shop.how_far()}, not {self.point.leaves}")

    def finish(self, stage: Stage, buyer: Buyer, address: str) -> None:
        """Let the finisher alone bring the order to its end. Raises: `TimeoutError`."""
        if stage.group is None:
            self.serve_finisher(stage)
        if self.finisher is By.WEBHOOK:
            stage.let_webhooks_through()
            wait_until(stage.is_quiet, QUIET_WITHIN)
        elif self.finisher is By.RETURN_PAGE:
            buyer.come_back(address)
        else:
            shop.sweep(timezone.now())
        if not Order.objects.filter(paid_at__isnull=False).exists():
            raise TimeoutError(f"The {self.finisher} did not finish it")

    def serve_finisher(self, stage: Stage) -> None:
        stage.serve(has_inbox=self.finisher is By.WEBHOOK)


def dies(stage: Stage, act: Callable) -> None:
    """Do what the server does not survive. Raises: `TimeoutError` where it does."""
    try:
        act()
    except requests.ConnectionError:
        stage.await_death()
    else:
        raise TimeoutError("The point was not reached")


def everybody_else_comes_late(stage: Stage, buyer: Buyer, address: str) -> None:
    """The webhook once more, the buyer once more, and the sweep when a dead claim has run out."""
    stage.send_events_again()
    stage.emulator.webhooks.flush(QUIET_WITHIN)
    buyer.come_back(address)
    shop.sweep(timezone.now() + LATER)


def open_the_order(buyer: Buyer) -> requests.Response:
    """The way from a bookmark or a second window; without an order there is none."""
    order = Order.objects.first()
    return buyer.pay_from(order.get_absolute_url()) if order else buyer.press_pay()


RETRIES: dict[Retry, Callable[[Buyer], requests.Response]] = {
    Retry.PRESS_AGAIN: Buyer.press_pay,
    Retry.BASKET: Buyer.look_into_basket,
    Retry.ORDER_PAGE: open_the_order,
}


def all_purchases() -> list[Purchase]:
    """Give each point with each way to it and each finisher; the buyers' retries take turns."""
    found = []
    for point in POINTS:
        for way in point.reached_by:
            for turn, finisher in enumerate(FINISHERS):
                retry = list(Retry)[(point.number + turn) % 3] if way is By.PAY else None
                found.append(Purchase(point, way, finisher, retry))
    return found
