"""The demonstration as a newcomer starts it, in folders of its own."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from tools.demo import free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "walk-through-the-shop-1"
READY_WITHIN_SECONDS = 420
#: What a developer's own environment must not bring along.
NOT_INHERITED = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "STRIPE_SECRET_KEY", "STRIPE_API_BASE")


@dataclass(frozen=True)
class Demonstration:
    """`environment` is that of its processes: a script started with it sees the same data."""

    url: str
    environment: dict[str, str]

    @property
    def mail_folder(self) -> Path:
        return Path(self.environment["VAR_ROOT"]) / "mail"

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


def environment_in(folder: Path, port: int) -> dict[str, str]:
    environment = {
        **os.environ,
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "VAR_ROOT": str(folder / "var"),
        "MEDIA_ROOT": str(folder / "media"),
        "DEMO_PASSWORD": PASSWORD,
    }
    for name in NOT_INHERITED:
        environment.pop(name, None)
    return environment | emulator_of_its_own()


def emulator_of_its_own() -> dict[str, str]:
    """Name the provider here, so that a command started beside it asks the same one."""
    return {
        "STRIPE_SECRET_KEY": "sk_test_demonstration",
        "STRIPE_WEBHOOK_SECRET": "whsec_demonstration",
        "STRIPE_API_BASE": f"http://127.0.0.1:{free_port()}",
    }


@contextmanager
def running_demonstration(folder: Path) -> Iterator[Demonstration]:
    """Start `make run`'s launcher, and end it by its process id.

    A folder in which it ran before is ready in seconds, with what was done there.
    """
    port = free_port()
    environment = environment_in(folder, port)
    folder.mkdir(parents=True, exist_ok=True)
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
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(
                    "The demonstration did not start:\n" + log.read_text(errors="replace")[-3000:]
                )
            time.sleep(0.2)
        yield Demonstration(environment["BASE_URL"], environment)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


@contextmanager
def own_demonstration() -> Iterator[Demonstration]:
    """Run one for a command: in a folder that goes with it, or in DEMONSTRATION_FOLDER."""
    if kept := os.environ.get("DEMONSTRATION_FOLDER"):
        with running_demonstration(Path(kept)) as demonstration:
            yield demonstration
        return
    print("Starting a demonstration of its own; this takes two minutes.", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="ovop-") as folder,
        running_demonstration(Path(folder)) as demonstration,
    ):
        yield demonstration
