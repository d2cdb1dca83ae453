"""`make html`: the Nu Html Checker reads every page in every state, as the shop sends it."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from .demonstration import ROOT, own_demonstration
from .pages import JAPANESE, LOOKS, OTHER_LANGUAGES, visitors

#: Every look, in every language.
ALL = (*LOOKS, *JAPANESE, *OTHER_LANGUAGES)
CHECKER = ROOT / "bench" / "html" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def save_pages(folder: Path) -> None:
    """Write the document of each look as it came over the wire."""
    with (
        own_demonstration() as demonstration,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        with visitors(browser, demonstration) as come:
            for look in ALL:
                come.open(look)
                (folder / f"{look.name}.html").write_bytes(come.documents[-1].body())
        browser.close()


def complaints(folder: Path) -> list[dict]:
    checked = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(checked.stdout)["messages"]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="ovop-html-") as name:
        folder = Path(name)
        save_pages(folder)
        found = complaints(folder)
    errors = [message for message in found if message["type"] != "info"]
    for message in found:
        page = Path(message.get("url", "?")).stem
        kind = message.get("subType", message["type"])
        print(f"{page}:{message.get('lastLine', 0)} {kind}: {message['message']}")
        print(f"    {message.get('extract', '').strip()!r}"[:200])
    print(f"{len(ALL)} pages, {len(errors)} errors, {len(found) - len(errors)} remarks")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
