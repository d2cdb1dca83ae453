"""A browser: it keeps cookies, follows redirects, and counts what it asked and what that cost."""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from bench.sql_count import ASKED_BY, TOLD_IN

from .http import Answer, send

MOST_REDIRECTS = 8
#: The workers end each connection after its answer.
ALWAYS = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "gzip", "Connection": "close"}
INPUT = re.compile(r"<input ([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Stranded(Exception):
    """The shop answered with what leads no further."""


@dataclass(frozen=True)
class Step:
    """One request: method and path, and its statements where they were counted."""

    words: str
    sql: int


@dataclass
class Browser:
    """`steps` holds every request that the shop at `base_url` was asked, redirects too."""

    base_url: str
    is_counting: bool = False
    steps: list[Step] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.headers |= ALWAYS | ({ASKED_BY: "1"} if self.is_counting else {})

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, data: dict, **headers: str) -> Answer:
        return self._ask("POST", path, data, headers)

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(self, method: str, path: str, data: dict | None, headers: dict) -> Answer:
        """Ask, and follow redirects inside the shop. Raises: `Stranded` for 400 and more."""
        url = urljoin(self.base_url, path)
        for _ in range(MOST_REDIRECTS):
            own = {"Cookie": self.cookie_header} if self.cookies else {}
            answer = send(method, url, data, **self.headers, **own, **headers)
            self._keep_cookies(answer)
            words = f"{method} {urlsplit(url).path}"
            self.steps.append(Step(words, int(answer.headers.get(TOLD_IN, 0))))
            if answer.status >= 400:
                raise Stranded(f"{words}: {answer.status}")
            target = urljoin(url, answer.location)
            if not answer.location or urlsplit(target).netloc != urlsplit(self.base_url).netloc:
                return answer
            method, url, data, headers = "GET", target, None, {}
        raise Stranded(f"{path}: no end of redirects")

    def _keep_cookies(self, answer: Answer) -> None:
        for line in answer.headers.get_all("Set-Cookie", []):
            pair, _, rest = line.partition(";")
            name, _, value = pair.partition("=")
            self.cookies[name] = value
            if "max-age=0" in rest.lower():
                del self.cookies[name]


def hidden_fields(page: str) -> dict[str, str]:
    """Give the hidden inputs of a page, by name."""
    inputs = [dict(ATTRIBUTE.findall(found)) for found in INPUT.findall(page)]
    return {
        each["name"]: unescape(each.get("value", ""))
        for each in inputs
        if each.get("type") == "hidden" and each.get("name")
    }
