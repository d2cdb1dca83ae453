"""Numbers as bars of a small chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: So tall is the smallest thing that there is: one order in a thousand is seen too.
LEAST_HEIGHT = 1.0


@dataclass(frozen=True)
class Bar:
    """A rectangle in the chart's own units, measured from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


def bars(
    values: Sequence[int | Decimal], *, width: float, height: float, gap: float = 2.0
) -> list[Bar]:
    """Give a bar for each value, side by side over the whole width; the greatest is `height` tall.

    Nothing, and less than nothing, has no height. `gap` lies between two bars.
    """
    if not values:
        return []
    wide = (width - gap * (len(values) - 1)) / len(values)
    greatest = max(values)
    drawn = []
    for position, value in enumerate(values):
        tall = max(LEAST_HEIGHT, float(value / greatest) * height) if value > 0 else 0.0
        tall = round(tall, 2)
        x = round(position * (wide + gap), 2)
        drawn.append(Bar(x, round(height - tall, 2), round(wide, 2), tall))
    return drawn
