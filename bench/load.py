"""Load: wrk with eight connections, or a few single requests where a page is slow."""

import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

CONNECTIONS = 8
#: A page is slow where fewer than this many answers would come in one run.
FEWEST_ANSWERS = 20
#: Slow pages are asked for by as many single visitors as there are workers.
SINGLE_VISITORS = 2
LONGEST_ANSWER_SECONDS = 60
#: What every browser says; a site that compresses sends less.
BROWSER = {"Accept-Encoding": "gzip"}


class NoLoadGenerator(Exception):
    """The load generator is not installed."""


@dataclass(frozen=True)
class Request:
    """What is asked of a server again and again; with a `body` it is a POST."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True)
class Run:
    """Answers per second, and how many there were.

    `errors` are answers of 400 and more, and connections that failed.
    """

    rate: float
    errors: int
    is_single: bool = False
    count: int = 0


def require_wrk() -> str:
    """Give the program's path. Raises: `NoLoadGenerator`."""
    path = shutil.which("wrk")
    if path is None:
        raise NoLoadGenerator("wrk is not installed (Debian: apt-get install wrk).")
    return path


def is_slow(seconds_per_answer: float, *, workers: int, run_seconds: int) -> bool:
    """Say whether a run of that length would hold too few answers to be counted."""
    return run_seconds * workers / max(seconds_per_answer, 1e-6) < FEWEST_ANSWERS


def run_wrk(request: Request, *, seconds: int) -> Run:
    """Ask with eight connections for so many seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(lua_of(request))
        script.flush()
        text = wrk([request.url, "-s", script.name], seconds=seconds)
    return read_run(text)


def run_mix(base_url: str, paths: list[tuple[str, str]], *, count: int, seconds: int) -> Run:
    """Ask for (path, cookie) in turn, `count` times, but for no longer than so many seconds.

    wrk sits out its time also where it has done with asking.
    """
    script = Path(__file__).parent / "mix.lua"
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.writelines(f"{path}\t{cookie}\n" for path, cookie in paths)
        listed.flush()
        text = wrk([base_url, "-s", str(script), "--", listed.name, str(count)], seconds=seconds)
    return read_run(text)


def wrk(arguments: list[str], *, seconds: int) -> str:
    at, *rest = arguments
    command = [
        require_wrk(), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s",
        f"--timeout={LONGEST_ANSWER_SECONDS}s", *rest[:2], at, *rest[2:],
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 90)
    return done.stdout


def lua_of(request: Request) -> str:
    """Give the script that makes wrk send this request."""
    headers = BROWSER | request.headers
    lines = [f"wrk.headers[{quoted(k)}] = {quoted(v)}" for k, v in headers.items()]
    if request.body:
        lines += ['wrk.method = "POST"', f"wrk.body = {quoted(request.body)}"]
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Give the text as a Lua string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_run(text: str) -> Run:
    """Read what wrk printed. Connections that end after an answer are gunicorn's way."""
    found = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", text)
    if found is None:
        raise ValueError(f"wrk said: {text}")
    seconds = float(found[2]) * {"ms": 0.001, "s": 1, "m": 60}[found[3]]
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    lost = re.search(r"Socket errors: connect (\d+), read \d+, write (\d+), timeout (\d+)", text)
    errors = int(bad[1]) if bad else 0
    if lost:
        errors += sum(int(number) for number in lost.groups())
    return Run(rate=int(found[1]) / seconds, errors=errors, count=int(found[1]))


def run_single(request: Request, *, seconds: float) -> Run:
    """Ask with one visitor per worker, each once at least, until the time is over."""
    answers, errors = [], []

    def visit() -> None:
        deadline = time.monotonic() + seconds
        while True:
            try:
                ask(request)
                answers.append(time.monotonic())
            except (urllib.error.URLError, OSError):
                errors.append(time.monotonic())
            if time.monotonic() >= deadline:
                return

    visitors = [threading.Thread(target=visit) for _ in range(SINGLE_VISITORS)]
    began = time.monotonic()
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    rate = len(answers) / (time.monotonic() - began)
    return Run(rate=rate, errors=len(errors), is_single=True, count=len(answers))


def ask(request: Request, **headers: str) -> tuple[int, dict, bytes]:
    """Ask once; gives status, headers and body. Redirects are answers."""
    opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))
    message = urllib.request.Request(
        request.url,
        headers={**request.headers, **headers},
        data=request.body.encode() if request.body else None,
    )
    try:
        with opener.open(message, timeout=LONGEST_ANSWER_SECONDS) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        if answer.code < 400:
            return answer.code, answer.headers, answer.read()
        raise


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None
