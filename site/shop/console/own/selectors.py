"""The records that concern the producers whom a login speaks for."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from producers.models import Producer
from shop.catalogue.models import Product
from shop.certification.models import Certificate
from shop.console.papers import WARN_DAYS, ends_within
from shop.console.selectors import LONGEST_WAIT, TO_PACK
from shop.console.stock import low_stock
from shop.order.counts import with_pieces_to_pack
from shop.order.models import Line, Order
from shop.partner.models import StockRecord
from shop.payments.models import Dispute
from shop.rules.payment_states import OrderState


def own_producers(user) -> QuerySet:
    return Producer.objects.filter(users=user)


def made_by(user, prefix: str = "") -> Q:
    """Tell which products are theirs; sizes take their maker from their parent."""
    makers = own_producers(user).values("pk")
    return Q(**{f"{prefix}producer__in": makers}) | Q(**{f"{prefix}parent__producer__in": makers})


def own_things(user) -> QuerySet:
    """Give what is sold of theirs: sizes, and products that have none."""
    things = Product.objects.filter(made_by(user)).exclude(structure=Product.PARENT)
    return things.order_by("title", "pk")


def running_low(things: QuerySet) -> QuerySet:
    """Give those of which the shop has few pieces left, or none."""
    low = low_stock(StockRecord.objects.filter(product=OuterRef("pk")))
    return things.filter(Exists(low))


def own_certificates(user) -> QuerySet:
    own = Product.objects.filter(made_by(user)).values("pk")
    through = Certificate.products.through.objects
    covers = through.filter(certificate=OuterRef("pk"), product__in=own)
    return Certificate.objects.filter(Exists(covers)).order_by("expires", "pk")


def ending_soon(certificates: QuerySet, today: date) -> QuerySet:
    return certificates.filter(ends_within(WARN_DAYS, today))


def own_lines(user) -> QuerySet:
    """Give the lines of orders that name a thing of theirs."""
    return Line.objects.filter(made_by(user, "product__"))


def to_prepare(user) -> QuerySet:
    """Give the lines that wait for their pieces, the longest wait first.

    Where a buyer's bank disputes the payment nothing is sent, so nothing is asked for.
    """
    disputed = Dispute.objects.filter(is_open=True, session__order=OuterRef("order"))
    under_way = (*TO_PACK, OrderState.PARTLY_SENT)
    waiting = own_lines(user).filter(~Exists(disputed), order__status__in=under_way)
    return with_pieces_to_pack(waiting).order_by("order__date_placed", "pk")


def wanted_by(order: Order) -> datetime:
    """Give when the pieces should be with the association: so long may a paid order wait."""
    return (order.paid_at or order.date_placed) + LONGEST_WAIT
