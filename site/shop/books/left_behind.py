"""What was begun and not finished for longer than it should take."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shop.order.models import Order, OrderMessage
from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentEvent, Refund
from shop.rules.payment_states import OrderState

from .disagreement import Check, Disagreement

#: The sweep and the inbox finish everything well within this.
PATIENCE = timedelta(minutes=15)


def left_behind(*, now: datetime) -> Iterator[Disagreement]:
    late = now - PATIENCE
    for event in PaymentEvent.objects.filter(processed_at=None, received_at__lt=late):
        yield unfinished(f"Event {event.event_id}", f"{event.type} is not processed.")
    for refund in Refund.objects.filter(state=Refund.PENDING, created_at__lt=late).select_related(
        "session__order"
    ):
        order = refund.session.order
        if refund.provider_id is None and not gateway_for(refund.session.gateway).is_by_hand:
            yield unfinished(f"Order {order.number}", "A refund is not sent.", order.pk)
    for message in OrderMessage.objects.filter(sent_at=None, created_at__lt=late).select_related(
        "order"
    ):
        yield unfinished(
            f"Order {message.order.number}",
            f"The mail “{message.kind}” has not left.",
            message.order_id,
        )
    for order in Order.objects.filter(status=OrderState.AWAITING_PAYMENT, pay_until__lt=late):
        yield unfinished(
            f"Order {order.number}",
            "Its time to pay is over, and it still keeps its things.",
            order.pk,
        )


def unfinished(subject: str, says: str, order_id: int | None = None) -> Disagreement:
    return Disagreement(Check.LEFT_BEHIND, subject, says, order_id=order_id, is_repairable=True)
