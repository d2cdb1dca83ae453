"""The one tree of errors that the shop's rules and services raise.

An error carries a `code` and data. The words for people live in templates and
forms, where they can be translated.
"""


class ShopError(Exception):
    """Something that the customer or the staff should be told about."""

    code = "shop_error"

    def __init__(self, **data: object) -> None:
        self.data = data
        super().__init__(self.code, data)


class EmptyBasket(ShopError):
    code = "empty_basket"


class OutOfStock(ShopError):
    """`product_ids`: what could not be reserved in the quantity asked for."""

    code = "out_of_stock"


class NotForSale(ShopError):
    """`problems`: product id → `SaleState`, for lines that may not be sold now."""

    code = "not_for_sale"


class TotalChanged(ShopError):
    """`expected`, `actual`: what somebody saw and agreed to, what it comes to now."""

    code = "total_changed"


class CannotShip(ShopError):
    """`country`: no zone of the market reaches it, or the parcel is too heavy."""

    code = "cannot_ship"


class ForbiddenDestination(ShopError):
    """`country`; `reasons`: product id → why it may not be sent there."""

    code = "forbidden_destination"


class OrderTooSmall(ShopError):
    """`limit`: the market's smallest order; `amount`, `missing`: what there is and is not."""

    code = "order_too_small"


class NoFallbackMarket(ShopError):
    """One live market must be there for everybody else; this change would leave none."""

    code = "no_fallback_market"


class UnknownCurrency(ShopError):
    code = "unknown_currency"


class AmountTooLarge(ShopError):
    code = "amount_too_large"


class AmountTooSmall(ShopError):
    code = "amount_too_small"


class AmountUnreadable(ShopError):
    """`text`: what was written is no amount of money."""

    code = "amount_unreadable"


class TooManyDecimals(ShopError):
    """`currency`, `decimals`: how many decimals an amount of it may have."""

    code = "too_many_decimals"


class IllegalTransition(ShopError):
    """`state`, `event`: what was asked of an order in which state."""

    code = "illegal_transition"


class PaymentNotOffered(ShopError):
    """`payment`: a way to pay that is not offered for this market and country."""

    code = "payment_not_offered"


class NothingToRefund(ShopError):
    code = "nothing_to_refund"


class RefundTooLarge(ShopError):
    """`limit`: what is left, in minor units, or in pieces where `line` is named."""

    code = "refund_too_large"


class RefundRefused(ShopError):
    """`reason`: the provider's code. No money has moved."""

    code = "refund_refused"


class PaymentDisputed(ShopError):
    """The buyer's bank has taken the money back, for a while or for good."""

    code = "payment_disputed"


class ReceiptKnown(ShopError):
    """`reference`: a receipt of that reference is in the books already."""

    code = "receipt_known"


class StillPayable(ShopError):
    """A payment page of the order has opened meanwhile: it must be closed first."""

    code = "still_payable"


class FourEyes(ShopError):
    """`by`: who entered this cannot be the one to verify it."""

    code = "four_eyes"


class ChangedMeanwhile(ShopError):
    """Somebody else changed what was being looked at; nothing of theirs is overwritten."""

    code = "changed_meanwhile"


class StillReferred(ShopError):
    """`names`: the kinds of records that refer to what was to be deleted. Nothing was."""

    code = "still_referred"


class GatewayUnavailable(ShopError):
    """The payment provider did not answer; nothing has been charged."""

    code = "gateway_unavailable"
