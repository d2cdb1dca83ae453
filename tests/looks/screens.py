"""`make screens`: a picture of every page in every state, on a phone and on a desk, day and night.

Writes docs/screens/NAME-WIDTH.webp and NAME-WIDTH-dark.webp, and deletes what is no look any more.
"""

import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from .demonstration import ROOT, own_demonstration
from .pages import JAPANESE, LOOKS, PHONE_HEIGHT, Look, Visitors, visitors

FOLDER = ROOT / "docs" / "screens"
#: Width of the window in px → width of the picture.
WIDTHS = {390: 320, 1280: 560}
#: README shows this one larger than the rest.
LARGER = {("home", 1280): 900}
DESK_HEIGHT = 900
#: As much of a long page as tells how it goes on, in screens.
MOST_SCREENS = 1.6
QUALITY = 56
MOST_BYTES = 6 * 1024 * 1024
#: Asked once: what asks again and again needs eval, which the pages forbid.
PICTURES_ARE_THERE = """() => Promise.all(
  [...document.images].filter((i) => i.loading !== "lazy").map((i) => i.decode().catch(() => {})),
)"""


def picture(page: Page, width: int, wide: int) -> bytes:
    """Give the upper part of the page, as WebP of that width."""
    height = PHONE_HEIGHT if width < 600 else DESK_HEIGHT
    page.set_viewport_size({"width": width, "height": height})
    whole = page.evaluate("document.documentElement.scrollHeight")
    shown = min(whole, round(height * MOST_SCREENS))
    if page.locator("dialog[open]").count():
        shown = height
    else:
        # Lazy pictures come when there is room for them; a bar at the foot stays at the foot.
        page.set_viewport_size({"width": width, "height": shown})
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(PICTURES_ARE_THERE)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    target = io.BytesIO()
    shot.resize((wide, round(shot.height * wide / shot.width)), Image.Resampling.LANCZOS).save(
        target, "WEBP", quality=QUALITY, method=6
    )
    return target.getvalue()


def pictures(come: Visitors, look: Look) -> Iterator[tuple[str, bytes]]:
    page = come.open(look)
    for width, usual in WIDTHS.items():
        wide = LARGER.get((look.name, width), usual)
        for scheme, ending in (("light", ""), ("dark", "-dark")):
            page.emulate_media(color_scheme=scheme)
            yield f"{look.name}-{width}{ending}.webp", picture(page, width, wide)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    written: dict[Path, int] = {}
    drawn = [*LOOKS, *JAPANESE]
    with own_demonstration() as demonstration, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        with visitors(browser, demonstration) as come:
            for number, look in enumerate(drawn, start=1):
                print(f"\r{number}/{len(drawn)} {look.name:<30}", end="", flush=True)
                for name, data in pictures(come, look):
                    (FOLDER / name).write_bytes(data)
                    written[FOLDER / name] = len(data)
        browser.close()
    for old in set(FOLDER.glob("*.webp")) - set(written):
        old.unlink()
    total = sum(written.values())
    print(f"\r{len(written)} pictures, {total / 1024 / 1024:.1f} MB in docs/screens/")
    return 0 if total <= MOST_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
