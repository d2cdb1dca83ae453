"""The third way to pay in the home market. The account is invented, and says so."""

from collections.abc import Iterator

from shop.markets.models import Market
from shop.payments.gateways.bank_transfer import BankTransfer
from shop.payments.models import PaymentOption

INSTRUCTIONS = {
    "en": "DEMONSTRATION: please send no money.\n"
    "Demonstration bank, account DEMO-0000, holder OVOP Aral (demonstration).",
    "ru": "ДЕМОНСТРАЦИЯ: пожалуйста, не отправляйте денег.\n"
    "Демонстрационный банк, счёт DEMO-0000, получатель OVOP Aral (демонстрация).",
    "uz": "NAMUNA: iltimos, pul yubormang.\n"
    "Namuna banki, hisob raqami DEMO-0000, oluvchi OVOP Aral (namuna).",
    "ja": "デモ：お金を送らないでください。\nデモ銀行、口座 DEMO-0000、名義 OVOP Aral（デモ）。",
}
#: Markets that take bank transfers.
MARKETS = ["uz"]


def load() -> Iterator[str]:
    """Offer bank transfers where staff have not written instructions of their own."""
    for code in MARKETS:
        option, _ = PaymentOption.objects.get_or_create(
            market=Market.objects.get(code=code), gateway=BankTransfer.code
        )
        if not option.instructions:
            for language, text in INSTRUCTIONS.items():
                setattr(option, f"instructions_{language}", text)
            option.instructions = INSTRUCTIONS["en"]
            option.is_offered = True
            option.save()
        yield code
