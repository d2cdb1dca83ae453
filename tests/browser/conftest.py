"""The demonstration as a newcomer starts it, and Debian's Chromium to walk through it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tools.demo import free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "walk-through-the-shop-1"
READY_WITHIN_SECONDS = 420


@dataclass(frozen=True)
class Demonstration:
    url: str
    mail_folder: Path

    def mails_to(self, address: str) -> list[str]:
        """Give subject and text of each mail to an address, the oldest first."""
        letters = []
        for path in sorted(self.mail_folder.glob("*.log"), key=lambda p: p.stat().st_mtime):
            for raw in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                letter = message_from_bytes(raw.strip() + b"\n", policy=policy.default)
                if letter["To"] == address:
                    body = letter.get_body(preferencelist=("plain",))
                    letters.append(f"{letter['Subject']}\n{body.get_content()}")
        return letters


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """Start `make run`'s launcher in folders of its own, and end it by its process id."""
    folder, port = tmp_path_factory.mktemp("demonstration"), free_port()
    environment = {
        **os.environ,
        "PORT": str(port),
        "VAR_ROOT": str(folder / "var"),
        "MEDIA_ROOT": str(folder / "media"),
        "DEMO_PASSWORD": PASSWORD,
    }
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "STRIPE_SECRET_KEY", "STRIPE_API_BASE"):
        environment.pop(name, None)
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "tools/demo.py"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while "Ready." not in log.read_text(errors="replace"):
            assert process.poll() is None, log.read_text(errors="replace")[-3000:]
            assert time.monotonic() < deadline, "The demonstration was not ready in time"
            time.sleep(0.2)
        yield Demonstration(f"http://127.0.0.1:{port}", folder / "var" / "mail")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    if path is None:
        message = "Chromium is not installed here (Debian: chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
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
