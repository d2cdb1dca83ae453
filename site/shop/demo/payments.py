"""The third way to pay in the home market. The account is invented, and says so."""

from collections.abc import Iterator

from shop.markets.models import Market
from shop.payments.gateways.bank_transfer import BankTransfer
from shop.payments.models import PaymentOption

INSTRUCTIONS = (
    "DEMONSTRATION: please send no money.\n"
    "Demonstration bank, account DEMO-0000, holder OVOP Aral (demonstration)."
)
#: Markets that take bank transfers.
MARKETS = ["uz"]


def load() -> Iterator[str]:
    """Offer bank transfers where staff have not written instructions of their own."""
    for code in MARKETS:
        option, _ = PaymentOption.objects.get_or_create(
            market=Market.objects.get(code=code), gateway=BankTransfer.code
        )
        if not option.instructions:
            option.instructions = INSTRUCTIONS
            option.is_offered = True
            option.save(update_fields=["instructions", "is_offered"])
        yield code
