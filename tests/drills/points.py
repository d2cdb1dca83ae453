"""The points at which the server dies, in the order in which a purchase passes them.

This table is the one place that names the shop's callables; a name is that of the
definition, wherever the callable is imported to.
"""

from dataclasses import dataclass
from enum import StrEnum


class When(StrEnum):
    """Where on the named callable: at its start, at its end, or round the next commit.

    The commits are those that follow the callable's start in the same thread.
    `OUTSIDE` kills while the server has nothing to do.
    """

    BEFORE = "before"
    AFTER = "after"
    BEFORE_COMMIT = "before commit"
    AFTER_COMMIT = "after commit"
    OUTSIDE = "outside"


class By(StrEnum):
    """Who is at work when the server dies, or who finishes afterwards."""

    PAY = "Pay"
    BUYER = "paying"
    WEBHOOK = "webhook"
    RETURN_PAGE = "return page"
    SWEEP = "sweep"


FINISHERS = (By.WEBHOOK, By.RETURN_PAGE, By.SWEEP)


class Leaves(StrEnum):
    """How far the database has come at that moment; each word takes in those before it."""

    NOTHING = "nothing"
    ORDER = "an order"
    ATTEMPT = "a payment attempt"
    SESSION = "a session"
    PAID = "a paid order"
    CLAIMED = "a claimed mail"
    SENT = "a sent mail"


@dataclass(frozen=True)
class Point:
    """One step; `where` is a dotted name. `mail_has_left`: a copy of it may be sent again."""

    number: int
    words: str
    reached_by: tuple[By, ...]
    when: When
    where: str
    leaves: Leaves
    mail_has_left: bool = False


ORDER = "shop.services.order_place"
WRITER = "shop.order.creator.OrderCreator"
LEDGER = "shop.ledger.models.EntryQuerySet"
STOCK = "shop.services.stock_move"
CHECKOUT = "shop.payments.gateways.stripe_checkout.StripeCheckout"
START = "shop.services.payment_start"
TAKE_IN = "shop.services.event_receive"
PROCESS = "shop.services.event_process"
SETTLE = "shop.services.payment_settle"
MONEY = "shop.services.money_record"
MAIL = "shop.services.mail_order"
SEND = "django.core.mail.message.EmailMessage.send"

PAY = (By.PAY,)
OFF = (By.BUYER,)
HOOK = (By.WEBHOOK,)
ANY = FINISHERS
W, L = When, Leaves

MAIL_HAS_LEFT = "mail sent, not marked"

_TABLE = [
    ("basket locked, nothing checked yet", PAY, W.BEFORE, f"{ORDER}.check_lines", L.NOTHING),
    ("order written, no stock promised", PAY, W.AFTER, f"{WRITER}.place_order", L.NOTHING),
    ("stock promised, not in the ledger", PAY, W.BEFORE, f"{LEDGER}.bulk_create", L.NOTHING),
    ("stock in the ledger, basket open", PAY, W.AFTER, f"{STOCK}.move_stock", L.NOTHING),
    ("basket submitted, not committed", PAY, W.BEFORE_COMMIT, f"{ORDER}.place_order", L.NOTHING),
    ("order committed, no attempt to pay", PAY, W.AFTER_COMMIT, f"{ORDER}.place_order", L.ORDER),
    ("attempt written, provider not asked", PAY, W.BEFORE, f"{CHECKOUT}.open_session", L.ATTEMPT),
    ("session opened, answer not stored", PAY, W.AFTER, f"{CHECKOUT}.open_session", L.ATTEMPT),
    ("address stored, not redirected", PAY, W.AFTER, f"{START}.start_payment", L.SESSION),
    ("buyer on the payment page", OFF, W.OUTSIDE, "", L.SESSION),
    ("webhook verified, not stored", HOOK, W.BEFORE, f"{TAKE_IN}.receive_event", L.SESSION),
    ("event stored, not answered", HOOK, W.AFTER, f"{TAKE_IN}.receive_event", L.SESSION),
    ("event taken from the inbox", HOOK, W.BEFORE, f"{PROCESS}.process_event", L.SESSION),
    ("provider read, order not locked", ANY, W.BEFORE, f"{SETTLE}.apply_report", L.SESSION),
    ("money in the ledger, not acted on", ANY, W.AFTER, f"{MONEY}.record_money", L.SESSION),
    ("session paid, order not moved", ANY, W.BEFORE, f"{SETTLE}.accept", L.SESSION),
    ("order moved, mail not written", ANY, W.BEFORE, f"{MAIL}.write_mail", L.SESSION),
    ("mail written, not committed", ANY, W.BEFORE_COMMIT, f"{SETTLE}.apply_report", L.SESSION),
    ("committed, mail not claimed", ANY, W.AFTER_COMMIT, f"{SETTLE}.apply_report", L.PAID),
    ("mail claimed, not sent", ANY, W.BEFORE, SEND, L.CLAIMED),
    (MAIL_HAS_LEFT, ANY, W.AFTER, SEND, L.CLAIMED),
    ("mail marked as sent", ANY, W.AFTER, f"{MAIL}.deliver_mail", L.SENT),
    ("all settled, event not marked", HOOK, W.AFTER, f"{SETTLE}.settle", L.SENT),
]

POINTS = [
    Point(number, *row, mail_has_left=row[0] == MAIL_HAS_LEFT)
    for number, row in enumerate(_TABLE, start=1)
]
