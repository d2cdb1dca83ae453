"""A browser: it keeps cookies, follows redirects, and counts what it asked and what that cost."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import requests

from bench.sql_count import ASKED_BY, TOLD_IN

PATIENCE_SECONDS = 60
MOST_REDIRECTS = 8


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

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        # The workers end each connection after its answer; to wait for another costs time.
        self.session.headers.update({"Sec-Fetch-Site": "same-origin", "Connection": "close"})
        if self.is_counting:
            self.session.headers[ASKED_BY] = "1"

    def get(self, path: str, **headers: str) -> requests.Response:
        return self._ask("GET", path, headers=headers)

    def post(self, path: str, data: dict, **headers: str) -> requests.Response:
        return self._ask("POST", path, data=data, headers=headers)

    def cookies(self) -> str:
        """Give the cookies as a request's header carries them."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.session.cookies)

    def _ask(self, method: str, path: str, **kwargs) -> requests.Response:
        """Ask, and follow redirects inside the shop. Raises: `Stranded` for 400 and more."""
        url = urljoin(self.base_url, path)
        for _ in range(MOST_REDIRECTS):
            answer = self.session.request(
                method, url, allow_redirects=False, timeout=PATIENCE_SECONDS, **kwargs
            )
            words = f"{method} {urlsplit(url).path}"
            self.steps.append(Step(words, int(answer.headers.get(TOLD_IN, 0))))
            if answer.status_code >= 400:
                raise Stranded(f"{words}: {answer.status_code}")
            target = urljoin(url, answer.headers.get("Location", ""))
            if not answer.is_redirect or urlsplit(target).netloc != urlsplit(self.base_url).netloc:
                return answer
            method, url, kwargs = "GET", target, {}
        raise Stranded(f"{path}: no end of redirects")


class HiddenFields(HTMLParser):
    """Collects the hidden inputs of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        fields = dict(attrs)
        if tag == "input" and fields.get("type") == "hidden" and fields.get("name"):
            self.found[fields["name"]] = fields.get("value") or ""
