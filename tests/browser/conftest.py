"""The demonstration as a newcomer starts it, and Debian's Chromium to walk through it."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.looks.demonstration import PASSWORD, running_demonstration

__all__ = ["PASSWORD"]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """Run one for all walks; a developer may keep its folder, so that it starts in seconds."""
    kept = os.environ.get("DEMONSTRATION_FOLDER")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("demonstration")
    with running_demonstration(folder) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    if path is None:
        message = "Chromium is not installed here (Debian: chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        # A developer's machine may lack it; CI may not.
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, demonstration):
    """Give a function that opens a fresh browser on a phone, or as wide as asked."""
    contexts = []

    def open_one(*, width: int = 390, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, base_url=demonstration.url, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_one
    for context in contexts:
        context.close()


def order_number_on(page) -> str:
    return re.search(r"OA-[0-9A-Z]{4}-[0-9A-Z]{4}", page.content())[0]
