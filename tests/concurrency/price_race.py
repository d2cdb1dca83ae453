"""Writes prices from many sides at once, on the database of DATABASE_URL; prints JSON."""

import json
from decimal import Decimal

from django.utils import timezone
from race import RUNNERS, together  # Sets Django up.

from factories.catalogue import make_product
from shop.accounts.models import User
from shop.console.models import SheetUpload
from shop.console.sheets.uploads import apply_upload, keep_upload, plan_of, print_of
from shop.ledger.models import PriceEntry, StockEntry
from shop.markets.models import Market, MarketPrice
from shop.partner.models import StockRecord
from shop.rules.price_sheet import Wish
from shop.services.price_set import set_price


def amounts(product) -> list[str]:
    return [str(price.amount) for price in MarketPrice.objects.filter(product=product)]


def written_by_all(seen: str | None) -> dict:
    """Eight people write eight prices over the one they have seen."""
    product = make_product(prices={} if seen is None else {"jp": seen})
    market = Market.objects.get(code="jp")

    def write(amount: int) -> None:
        set_price(
            product_id=product.pk,
            market_id=market.pk,
            amount=Decimal(amount),
            seen=seen and Decimal(seen),
            by=None,
            now=timezone.now(),
        )

    outcomes = together([lambda n=n: write(2000 + n) for n in range(RUNNERS)])
    entries = PriceEntry.objects.filter(product=product)
    return {
        "outcomes": outcomes,
        "prices": amounts(product),
        "entries": [str(entry.new) for entry in entries],
    }


def upload(user, *wishes: Wish) -> tuple[SheetUpload, str]:
    kept = keep_upload(by=user, file_name="race.xlsx", wishes=wishes, now=timezone.now())
    return kept, print_of(plan_of(kept).changes)


def one_sheet_pressed_by_all() -> dict:
    user = User.objects.create_user("presser@ovop.example")
    product = make_product(stock=5, prices={"jp": "1280"})
    kept, agreed = upload(user, Wish(2, product.pk, 9, {"jp": Decimal(1500)}))
    outcomes = together(
        [
            lambda: apply_upload(kept, agreed=agreed, by=user, now=timezone.now())
            for _ in range(RUNNERS)
        ]
    )
    return {
        "outcomes": outcomes,
        "prices": amounts(product),
        "stock": StockRecord.objects.get(product=product).num_in_stock,
        "counts": StockEntry.objects.filter(record__product=product, kind="counted").count(),
    }


def sheets_in_opposite_orders() -> dict:
    """Two kinds of sheets that name the same two things in opposite orders."""
    user = User.objects.create_user("opposite@ovop.example")
    left, right = make_product(stock=5), make_product(stock=5)
    pairs = [(left, right) if n % 2 else (right, left) for n in range(RUNNERS)]
    kept = [
        upload(
            user,
            *(
                Wish(row, product.pk, 10 + n, {"jp": Decimal(3000 + n)})
                for row, product in enumerate(pair)
            ),
        )
        for n, pair in enumerate(pairs)
    ]
    outcomes = together(
        [
            lambda k=each, a=agreed: apply_upload(k, agreed=a, by=user, now=timezone.now())
            for each, agreed in kept
        ]
    )
    found = [
        (
            StockRecord.objects.get(product=product).num_in_stock,
            str(MarketPrice.objects.get(product=product, market__code="jp").amount),
        )
        for product in (left, right)
    ]
    return {"outcomes": outcomes, "is_of_one": len(set(found)) == 1}


if __name__ == "__main__":
    found = {
        "over_one": written_by_all("1280"),
        "over_none": written_by_all(None),
        "one_sheet": one_sheet_pressed_by_all(),
        "opposite": sheets_in_opposite_orders(),
    }
    print(json.dumps(found))
