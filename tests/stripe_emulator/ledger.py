"""Balance transactions: what each movement of money does to the merchant's balance.

Settlement is in the currency of the charge. The fees are made up (3.6 % of a
charge, nothing back on refunds), but amount, fee and net always add up.
"""

from . import objects

FEE_PER_MILLE = 36
SETTLEMENT_SECONDS = 4 * 24 * 60 * 60


def record(
    account,
    source,
    *,
    amount,
    type,
    category,
    fee=0,
    fee_for="Stripe processing fees",
    description=None,
):
    """Add one movement of `amount` (negative: money leaves) and give its id."""
    now = account.clock.now()
    fees = [
        {
            "amount": fee,
            "application": None,
            "currency": source["currency"],
            "description": fee_for,
            "type": "stripe_fee",
        }
    ]
    entry = objects.build(
        "balance_transaction",
        amount=amount,
        available_on=now + SETTLEMENT_SECONDS,
        created=now,
        currency=source["currency"],
        description=description,
        fee=fee,
        fee_details=fees if fee else [],
        net=amount - fee,
        reporting_category=category,
        source=source["id"],
        status="pending",
        type=type,
    )
    return account.store.put(entry)["id"]


def charge_fee(amount):
    """The fee on a charge, rounded half up to a minor unit."""
    return (amount * FEE_PER_MILLE + 500) // 1000


def settle_due(account):
    """Make available what has been pending long enough."""
    now = account.clock.now()
    for entry in account.store.all("balance_transaction"):
        if entry["status"] == "pending" and entry["available_on"] <= now:
            entry["status"] = "available"
            account.store.put(entry)
