"""Codes that scanners read, as SVG: bars for the packing table, squares for a phone's camera."""

from io import BytesIO

import segno
from barcode import Code128

#: Bars are drawn by us: one unit wide and this high, with the quiet zone that a reader wants.
HEIGHT = 60
QUIET = 10


def bars(text: str) -> str:
    """Give a text of ASCII as Code 128. Raises: `barcode.errors.IllegalCharacterError`."""
    [modules] = Code128(text).build()
    width = len(modules) + 2 * QUIET
    rects = "".join(
        f'<rect x="{QUIET + start}" width="{length}" height="{HEIGHT}"/>'
        for start, length in runs(modules)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}">{rects}</svg>'


def runs(modules: str) -> list[tuple[int, int]]:
    """Give where each bar begins and how wide it is, from a row of 1 (bar) and 0 (gap)."""
    found, start = [], None
    for place, module in enumerate(f"{modules}0"):
        if module == "1" and start is None:
            start = place
        elif module == "0" and start is not None:
            found.append((start, place - start))
            start = None
    return found


def square(text: str) -> str:
    """Give a text, mostly an address, as a QR code that survives a crease."""
    image = BytesIO()
    segno.make(text, error="m", micro=False).save(image, kind="svg", border=4, nl=False)
    return image.getvalue().decode()
