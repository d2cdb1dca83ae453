"""Eight guests at a time, for a while: how many orders come of it."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException

from bench.load import CONNECTIONS

from .browser import Browser, Step, Stranded

Buy = Callable[[Browser, list[int], int], None]

#: Each guest's address is another one, in the whole run.
guests = itertools.count(1)


@dataclass(frozen=True)
class Crowd:
    """Orders per second, and what went wrong meanwhile."""

    rate: float
    errors: tuple[str, ...]


def one_purchase(buy: Buy, base_url: str, ids: list[int]) -> list[Step]:
    """Buy once, alone; gives every request with its statements. Raises: `Stranded`."""
    browser = Browser(base_url, is_counting=True)
    buy(browser, ids, next(guests))
    return browser.steps


def crowd(buy: Buy, base_url: str, ids: list[int], *, seconds: float) -> Crowd:
    """Let eight guests buy again and again; who has begun when time is over may finish."""
    finished, errors = [], []
    began = time.monotonic()

    def shop() -> None:
        while time.monotonic() < began + seconds:
            try:
                buy(Browser(base_url), ids, next(guests))
                finished.append(time.monotonic())
            except (Stranded, OSError, HTTPException) as error:
                errors.append(str(error))

    threads = [threading.Thread(target=shop) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Crowd(rate=len(finished) / (time.monotonic() - began), errors=tuple(errors))
