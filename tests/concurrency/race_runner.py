"""Runs acts at the same moment. Django is set up by whoever imports this."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from shop.partner.models import StockRecord
from shop.rules.errors import ShopError

RUNNERS = 8


def together(acts: list) -> Counter:
    """Run all acts at the same moment; counts outcomes by the error's code or "done"."""
    barrier = Barrier(len(acts))

    def run(act) -> str:
        barrier.wait(timeout=30)
        try:
            act()
        except ShopError as error:
            return error.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def stock(product) -> StockRecord:
    return StockRecord.objects.get(product=product)
