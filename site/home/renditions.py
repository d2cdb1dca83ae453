"""The sizes and formats in which pictures are shown, made ahead of the first visitor."""

from dataclasses import dataclass

from wagtail.images import get_image_model

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


PRODUCT = Frame(4 / 5, (400, 800))
PLACE = Frame(3 / 2, (640, 1400))
HAND = Frame(1, (200,))

FRAMES = {
    "product": PRODUCT,
    "product-large": PRODUCT,
    "place": PLACE,
    "place-wide": PLACE,
    "hand": HAND,
}


def frames_for(image) -> list[Frame]:
    """Give the frames that suit a picture's own shape, so that nothing is made in vain."""
    is_upright = image.height > image.width
    return [PRODUCT] if is_upright else [PLACE, HAND]


def make_renditions(image) -> int:
    """Make what `frames_for` names and is not there yet; gives how many there are."""
    specs = [spec for frame in frames_for(image) for spec in frame.all_specs()]
    return len(image.get_renditions(*specs))


def make_all_renditions(images=None):
    """Make the renditions of every picture, yielding each picture when it is done."""
    for image in get_image_model().objects.all() if images is None else images:
        make_renditions(image)
        yield image
