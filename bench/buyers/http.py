"""One request and its answer, as cheaply as can be: who buys shares the machine with the shop."""

import gzip
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

PATIENCE_SECONDS = 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    """What came from `url`; `body` as it was sent, compressed or not."""

    url: str
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        is_zipped = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if is_zipped else self.body).decode()

    @property
    def location(self) -> str:
        """Where a redirect leads; "" where it is none."""
        return self.headers.get("Location", "") if 300 <= self.status < 400 else ""


def send(method: str, url: str, data: dict | None = None, **headers: str) -> Answer:
    """Ask over a connection of its own. Raises: `OSError`, `http.client.HTTPException`."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE_SECONDS)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    body = None if data is None else urlencode(data)
    try:
        connection.request(method, path, body, {**(FORM if data is not None else {}), **headers})
        answer = connection.getresponse()
        return Answer(url, answer.status, answer.headers, answer.read())
    finally:
        connection.close()
