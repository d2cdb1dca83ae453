"""What the papers of one parcel say, as plain data for the documents in `typ/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from home.formats import NO_BREAK, country_name, format_number
from shop.formats import format_money
from shop.order.models import Line, Order
from shop.postal import postal_lines
from shop.rules.customs import Form, customs_form, dotted, value_of_pieces
from shop.rules.money import round_amount
from shop.rules.orders import parcel_number

from .barcodes import bars, square
from .models import Sender
from .slip import slip_data
from .typesetting import missing_letters

#: Customs forms and invoices are written in the language of the post.
OF_THE_POST = "en"


@dataclass(frozen=True)
class Item:
    """Pieces of one line that lie in this parcel; `value` is what they cost, tax included."""

    line: Line
    pieces: int
    value: Decimal

    @property
    def title(self) -> str:
        """What it is, in English where the thing is still in the shop."""
        product = self.line.product
        with translation.override(OF_THE_POST):
            title = product.get_title() if product else self.line.title
        label = self.line.quantity_label
        # A size that a title ends with stands behind a space that does not break.
        is_named = label.replace(" ", NO_BREAK) in title.replace(" ", NO_BREAK)
        return title if is_named else f"{title}, {label}"

    @property
    def net_grams(self) -> int | None:
        weight = self.line.net_weight_g
        return weight * self.pieces if weight else None

    @property
    def origin(self) -> str:
        food = self.line.product.food_or_none if self.line.product else None
        return food.origin_country_id if food and food.origin_country_id else ""


@dataclass(frozen=True)
class ParcelPapers:
    """All that is printed for one parcel. `parcel_id` is None where it is not packed yet."""

    order: Order
    sender: Sender
    items: list[Item]
    weight_g: int
    position: int = 1
    parcel_id: int | None = None

    @property
    def number(self) -> str:
        return parcel_number(self.order.number, self.position)

    @property
    def is_part(self) -> bool:
        """Say whether something of the order travels in another parcel."""
        all_pieces = sum(line.count.unsent + line.count.sent for line in self.order.lines.all())
        return sum(item.pieces for item in self.items) < all_pieces

    @property
    def postage(self) -> Decimal:
        """What the customer paid for delivery: declared once, with the first parcel."""
        return self.order.shipping_incl_tax if self.position == 1 else Decimal(0)

    @property
    def value(self) -> Decimal:
        return sum((item.value for item in self.items), Decimal(0))

    @property
    def is_abroad(self) -> bool:
        return self.order.shipping_address.country_id != self.sender.country_id

    @property
    def form(self) -> Form:
        return customs_form(
            is_abroad=self.is_abroad,
            value_sdr=self.sender.in_sdr(self.value, self.order.currency),
            weight_g=self.weight_g,
        )

    def sheets(self) -> list[str]:
        """Name the documents that go with the parcel, in the order in which they are printed."""
        customs = [] if self.form is Form.NONE else [self.form.value, "invoice"]
        return ["slip", "label", *customs]

    def data(self) -> dict:
        """Give what the documents read."""
        order = self.order
        console = f"{settings.BASE_URL}{reverse('console:order', args=[order.pk])}"
        with translation.override(OF_THE_POST):
            address = postal_lines(order.shipping_address)
        return {
            "number": self.number,
            "sheets": self.sheets(),
            "bars": bars(self.number),
            "square": square(console),
            "sender": sender_data(self.sender),
            "to": {
                "lines": [*address[:-1], address[-1].upper()],
                "phone": str(order.shipping_address.phone_number or ""),
            },
            "slip": slip_data(self),
            "goods": [self.goods_data(item) for item in self.items],
            "currency": order.currency,
            "value": self.amount(self.value),
            "weight": kilograms(self.weight_g),
            "net_weight": kilograms(self.net_grams) if self.net_grams else "",
            "postage": self.amount(self.postage),
            "total": self.amount(self.value + self.postage),
            "date": timezone.localdate().isoformat(),
            "ordered": timezone.localtime(order.date_placed).date().isoformat(),
            "certificates": self.certificates(),
            "is_untaxed": order.total_incl_tax == order.total_excl_tax,
            "is_demo": any(item.line.product and item.line.product.is_demo for item in self.items),
        }

    def goods_data(self, item: Item) -> dict:
        return {
            "title": item.title,
            "pieces": item.pieces,
            "net_weight": kilograms(item.net_grams) if item.net_grams else "",
            "unit": self.amount(round_amount(item.value / item.pieces, self.order.currency)),
            "value": self.amount(item.value),
            "hs_code": dotted(item.line.hs_code),
            "origin": item.origin,
            "origin_name": country_name(item.origin, OF_THE_POST) if item.origin else "",
        }

    def certificates(self) -> list[str]:
        """Give the numbers of the certificates that the sale relied on, each once."""
        numbers = [paper["number"] for item in self.items for paper in item.line.certificates]
        return list(dict.fromkeys(numbers))

    @property
    def net_grams(self) -> int | None:
        """What all that is in it weighs without packaging; None where that of one is not known."""
        weights = [item.net_grams for item in self.items]
        return None if None in weights else sum(weights)

    def amount(self, value: Decimal) -> str:
        return format_money(value, self.order.currency, OF_THE_POST)

    def unprintable(self) -> str:
        """Give the letters of name, address and things that our fonts cannot draw."""
        texts = [*postal_lines(self.order.shipping_address), *(i.line.title for i in self.items)]
        return missing_letters("".join(texts))

    def gaps(self) -> list[str]:
        """Give what a customs form lacks: "weight", "code" or "origin", each once."""
        if self.form is Form.NONE:
            return []
        lacks = {
            "weight": any(item.net_grams is None for item in self.items),
            "code": any(not item.line.hs_code for item in self.items),
            "origin": any(not item.origin for item in self.items),
        }
        return [name for name, is_lacking in lacks.items() if is_lacking]


def parcel_papers(
    order: Order,
    sender: Sender,
    pieces: Mapping[int, int],
    position: int = 1,
    parcel_id: int | None = None,
) -> ParcelPapers:
    """Give the papers of a parcel with so many pieces of each line, by line id.

    The order comes with its lines, their products and food records.
    """
    items = [
        Item(line, count, value_of(line, count, order.currency))
        for line in order.lines.all()
        if (count := pieces.get(line.pk, 0))
    ]
    return ParcelPapers(order, sender, items, weight_of(order, items), position, parcel_id)


def value_of(line: Line, pieces: int, currency: str) -> Decimal:
    paid = line.line_price_incl_tax
    return round_amount(value_of_pieces(paid, ordered=line.quantity, sent=pieces), currency)


def weight_of(order: Order, items: list[Item]) -> int:
    """Give the weight on the scales: what was reckoned for the order, less what is not in it."""
    left_out = {line: line.quantity for line in order.lines.all()}
    for item in items:
        left_out[item.line] -= item.pieces
    missing = sum(
        count * line.product.package_weight_g for line, count in left_out.items() if line.product
    )
    return max(order.weight_g - missing, 0)


def sender_data(sender: Sender) -> dict:
    country = country_name(sender.country_id, OF_THE_POST) if sender.country_id else ""
    town = " ".join(filter(None, (sender.postcode, sender.city)))
    return {
        "name": sender.name,
        "street": sender.street,
        "town": town,
        "country": country.upper(),
        "lines": [*filter(None, (sender.name, sender.street, town, country.upper()))],
        "phone": sender.phone,
        "email": sender.email,
        "registration": sender.registration,
        "signatory": sender.signatory,
    }


def kilograms(grams: int) -> str:
    """Give grams as forms want them: "0.25"; never in another unit."""
    return format_number(Decimal(grams) / 1000, OF_THE_POST)
