"""The sizes and formats in which pictures are shown, made ahead of the first visitor."""

from dataclasses import dataclass

#: The best format first; the last one is understood everywhere.
FORMATS = ("avif", "jpeg")


@dataclass(frozen=True)
class Frame:
    """A frame of the design: its shape, and the widths in px that are made for it."""

    ratio: float
    widths: tuple[int, ...]

    def specs(self, image_format: str) -> list[str]:
        return [
            f"fill-{width}x{round(width / self.ratio)}|format-{image_format}"
            for width in self.widths
        ]

    def all_specs(self) -> list[str]:
        return [spec for image_format in FORMATS for spec in self.specs(image_format)]


# Phones with three dots a pixel are asked to do with two (`sizes` in the templates says 72vw
# where a picture is 92vw wide): nobody sees the difference, and it is half the bytes.
PRODUCT = Frame(4 / 5, (400, 520, 800))
PLACE = Frame(3 / 2, (600, 1000, 1400))
HAND = Frame(1, (400,))

FRAMES = {
    "product": PRODUCT,
    "product-large": PRODUCT,
    "place": PLACE,
    "place-wide": PLACE,
    "hand": HAND,
}


def make_renditions(image) -> int:
    """Make each size and format that is not there yet; gives how many there are.

    Every frame, whatever the picture's own shape: an editor may choose it anywhere,
    and no visitor's request should have to make a file.
    """
    specs = {spec for frame in FRAMES.values() for spec in frame.all_specs()}
    return len(image.get_renditions(*sorted(specs)))
