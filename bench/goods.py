"""The products that both shops sell: invented, the same in each run, as many as are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

#: A kind of thing, what it is made of, and the product class that our shop asks papers for.
KINDS = [
    ("licorice honey", "honey", "honey"),
    ("capers", "capers, water, salt", "preserve"),
    ("sesame cookies", "wheat flour, sesame, butter", "cookies"),
    ("dried jida", "jida", "dried_fruit"),
    ("granola", "oats, pumpkin seeds, honey", "cereal"),
    ("sesame oil", "sesame", "oil"),
    ("pumpkin brittle", "pumpkin seeds, sugar", "confectionery"),
    ("dried melon", "melon", "dried_fruit"),
]
PLACES = ["Nukus", "Chimbay", "Kegeyli", "Khojeyli", "Moynaq", "Qonyrat", "Shomanay"]
ADJECTIVES = ["Fresh", "Old village", "Morning", "Autumn", "Grandmother's", "Salt plain"]

#: A word that stands in the title of every eighth product.
QUERY = "capers"
PER_MAKER = 10
#: How many products' pages are named for those who visit many.
ADDRESSES = 200
STOCK = 1_000_000
DESCRIPTION = (
    "<p>{title}, made by hand where the plain was a sea floor within living memory. "
    "Each lot can be traced to its workshop.</p><p>Keep it dry and cool, away from the sun.</p>"
)


@dataclass(frozen=True)
class Thing:
    """A product; `number` counts from 0, `price` is in US dollars, tax included."""

    number: int
    title: str
    summary: str
    description: str
    category: str
    product_class: str
    ingredients: str
    maker: int
    price: Decimal

    @property
    def slug(self) -> str:
        return f"thing-{self.number}"


def categories() -> list[str]:
    return [name.capitalize() for name, _, _ in KINDS]


def things(size: int) -> Iterator[Thing]:
    """Give that many products; the first ones are the same whatever the size."""
    for number in range(size):
        name, ingredients, product_class = KINDS[number % len(KINDS)]
        place = PLACES[number % len(PLACES)]
        title = f"{ADJECTIVES[number % len(ADJECTIVES)]} {name} of {place}, lot {number}"
        yield Thing(
            number=number,
            title=title,
            summary=f"Made in {place}, in small lots.",
            description=DESCRIPTION.format(title=title),
            category=name.capitalize(),
            product_class=product_class,
            ingredients=ingredients,
            maker=number // PER_MAKER,
            price=Decimal(400 + number * 37 % 1600) / 100,
        )
