"""Keep what a sheet asks for until it is applied: between the two looks lie minutes, or a night."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from shop.console.models import SheetUpload
from shop.rules.errors import ChangedMeanwhile
from shop.rules.price_sheet import Change, Plan, Wish, plan
from shop.services.sheet_apply import apply_sheet

from .known import read_things

KEPT_FOR = timedelta(days=2)
LONGEST_NAME = 120


def keep_upload(*, by, file_name: str, wishes: Iterable[Wish], now: datetime) -> SheetUpload:
    """Store what a sheet asks for, and forget what this person left lying."""
    SheetUpload.objects.filter(by=by, created_at__lt=now - KEPT_FOR).delete()
    return SheetUpload.objects.create(
        by=by,
        file_name=file_name[-LONGEST_NAME:],
        wishes=[as_json(wish) for wish in wishes],
        created_at=now,
    )


def as_json(wish: Wish) -> list:
    prices = {code: None if amount is None else str(amount) for code, amount in wish.prices.items()}
    return [wish.row, wish.number, wish.stock, prices]


def wishes_of(upload: SheetUpload) -> list[Wish]:
    return [
        Wish(
            row,
            number,
            stock,
            {code: None if text is None else Decimal(text) for code, text in prices.items()},
        )
        for row, number, stock, prices in upload.wishes
    ]


def plan_of(upload: SheetUpload) -> Plan:
    """Hold what an upload asks for against what is there now. Three queries."""
    wishes = wishes_of(upload)
    return plan(wishes, read_things(wish.number for wish in wishes))


def print_of(changes: Iterable[Change]) -> str:
    """Give a short text that stays the same while the same things would change in the same way."""
    lines = (f"{c.number} {c.market} {c.old} {c.new}" for c in changes)
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


@transaction.atomic
def apply_upload(found: SheetUpload, *, agreed: str, by, now: datetime) -> int | None:
    """Change what somebody `agreed` to (see `print_of`), once; gives how much was changed.

    None where it was applied before. Raises: `ChangedMeanwhile`, `OutOfStock`; nothing has changed
    then.
    """
    locked = SheetUpload.objects.select_for_update().get(pk=found.pk)
    if locked.applied_at:
        return None

    def find_changes() -> list:
        plan = plan_of(locked)
        if plan.problems or print_of(plan.changes) != agreed:
            raise ChangedMeanwhile()
        return plan.changes

    numbers = [number for _row, number, *_rest in locked.wishes]
    locked.changed = apply_sheet(numbers=numbers, find_changes=find_changes, by=by, now=now)
    locked.applied_at = now
    locked.save(update_fields=["changed", "applied_at"])
    return locked.changed
