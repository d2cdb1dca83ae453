"""Gunicorn servers on 127.0.0.1, the same for every site, and the payment emulator."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.demo import HOST, end, free_port

from .sites import ROOT, Place

WORKERS = 2
WORKER_CLASS = "sync"
READY_WITHIN_SECONDS = 60


class DidNotStart(Exception):
    """A server ended or did not answer in time; the message is what it said."""


@dataclass(frozen=True)
class Server:
    """A server, and the process that leads its workers; `log` holds what it said."""

    port: int
    process: subprocess.Popen
    log: Path

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def wait(self) -> None:
        """Wait until something answers. Raises: `DidNotStart`."""
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(self.url, timeout=30):
                    return
            except urllib.error.HTTPError:
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise DidNotStart(self.log.read_text(errors="replace")[-3000:])

    def workers(self) -> list[int]:
        """Give the process ids of the workers."""
        pid = self.process.pid
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]

    def memory(self) -> list[float]:
        """Give the resident memory of each worker in MB (10⁶ bytes)."""
        page = os.sysconf("SC_PAGE_SIZE")
        return [
            int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page / 1e6
            for pid in self.workers()
        ]


@contextmanager
def serve(place: Place, *, port: int, log: Path) -> Iterator[Server]:
    """Serve a site while the block runs; it may take a moment to answer."""
    command = [
        sys.executable, "-m", "gunicorn", "bench.wsgi:application", "--bind", f"{HOST}:{port}",
        "--workers", str(WORKERS), "--worker-class", WORKER_CLASS, "--no-control-socket",
        "--log-level", "warning", "--graceful-timeout", "2", "--timeout", "120",
    ]  # fmt: skip
    with running(command, environment=place.environment(), log=log) as process:
        yield Server(port, process, log)


@contextmanager
def payment_emulator(
    *, port: int, shop_port: int, secret: str, environment: dict[str, str], log: Path
) -> Iterator[Server]:
    """Run the payment provider that our shop talks to; it tells the shop what happened."""
    command = [
        sys.executable, "-m", "tests.stripe_emulator", "--port", str(port),
        "--webhook-url", f"http://{HOST}:{shop_port}/stripe/webhook/",
        "--webhook-secret", secret, "--merchant", "Bench",
    ]  # fmt: skip
    with running(command, environment=environment, log=log) as process:
        yield Server(port, process, log)


@contextmanager
def running(command: list[str], *, environment: dict, log: Path) -> Iterator[subprocess.Popen]:
    """Run a process in a session of its own, and end it by its id."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            end([process])


__all__ = ["DidNotStart", "Server", "free_port", "payment_emulator", "serve"]
