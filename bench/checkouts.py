"""Guest checkouts of both shops, in turns."""

from http.client import HTTPException

from .buyers import aral, oscar
from .buyers.browser import Stranded
from .buyers.crowd import Buy, crowd, one_purchase
from .plan import Options, Shop
from .progress import Progress
from .results import OSCAR, OURS, Purchase, Results

THINGS = 3


def measure_checkouts(
    *, size: int, ours: Shop, plain: Shop, results: Results, options: Options, progress: Progress
) -> None:
    """Buy once alone in each shop, counting statements; then let the crowds take turns."""
    shops: list[tuple[str, Buy, Shop]] = [(OURS, aral.buy, ours), (OSCAR, oscar.buy, plain)]
    able = []
    for who, buy, shop in shops:
        purchase = results.purchases[size, who] = Purchase()
        try:
            # The first purchase warms what a process remembers.
            one_purchase(buy, shop.url, shop.ids[:THINGS])
            steps = one_purchase(buy, shop.url, shop.ids[:THINGS])
        except (Stranded, OSError, HTTPException) as error:
            results.omissions.append(f"checkout of {who}, {size} products: {error}")
            continue
        purchase.steps = [(step.words, step.sql) for step in steps]
        able.append((who, buy, shop))
    for number in range(1, options.rounds + 1):
        progress.say(f"{size} products: checkouts, round {number} of {options.rounds}")
        for who, buy, shop in able:
            if progress.left < options.checkout_seconds:
                results.omissions.append(f"checkouts of {who}, {size} products: no time left")
                continue
            found = crowd(buy, shop.url, shop.ids[:THINGS], seconds=options.checkout_seconds)
            purchase = results.purchases[size, who]
            purchase.rates.append(found.rate)
            purchase.errors += found.errors
