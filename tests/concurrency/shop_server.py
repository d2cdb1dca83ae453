"""The shop as it is served: several worker processes, several threads in each."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.demo import end, wait_until_ready

ROOT = Path(__file__).resolve().parents[2]
WORKERS, THREADS = 4, 4


@contextmanager
def shop_server(*, port: int, environment: dict[str, str], log: Path) -> Iterator[None]:
    """Serve on 127.0.0.1 while the block runs; `log` takes what the server says."""
    command = [
        sys.executable, "-m", "gunicorn", "settings.wsgi:application",
        "--chdir", "site", "--bind", f"127.0.0.1:{port}",
        "--workers", str(WORKERS), "--threads", str(THREADS),
        "--log-level", "warning", "--graceful-timeout", "1",
    ]  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            assert wait_until_ready(port, [process]), log.read_text(errors="replace")[-3000:]
            yield
        finally:
            end([process])
