"""Follow every link that somebody sees, from the first page on."""

import html
import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

from django.test import Client

from .trying import is_refused

#: Links of pages, and those of the menu, which comes as data.
LINK = re.compile(r'href="([^"]*)"')
MENU_LINK = re.compile(r'"url": ?"([^"]*)"')
#: Nobody comes to these by reading on: they end the visit, are data for scripts, or are buttons to
#: which a script adds what was ticked.
LEFT_OUT = ("/admin/logout/", "/admin/jsi18n/", "/admin/sprite/", "/admin/bulk/")
#: The same rows in another order.
SORTED = "ordering="
#: Of pages that differ by their numbers alone so many are opened.
MOST_ALIKE = 3


@dataclass
class Walk:
    """`refused`, `broken`: address and the page that links to it."""

    seen: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def links_of(text: str, at: str) -> set[str]:
    text = html.unescape(text)
    found = {*LINK.findall(text), *MENU_LINK.findall(text)}
    within = {urldefrag(urljoin(at, link.encode().decode("unicode_escape"))).url for link in found}
    return {
        url
        for url in within
        if url.startswith("/admin/") and not url.startswith(LEFT_OUT) and SORTED not in url
    }


def shape(url: str) -> str:
    """Give an address without its numbers: rows of a list look alike."""
    return re.sub(r"\d+", "#", url)


def walk(client: Client, *, most: int) -> Walk:
    """Open pages one after another, those nearest to the first one first, `most` at the most."""
    done, alike = Walk(), {}
    known, waiting = {"/admin/"}, deque([("/admin/", "")])
    while waiting and len(done.seen) < most:
        url, source = waiting.popleft()
        response = client.get(url)
        done.seen.append(url)
        if is_refused(response):
            done.refused.append(f"{url}, linked from {source}")
        elif response.status_code >= 400:
            done.broken.append(f"{url} ({response.status_code}), linked from {source}")
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            for link in sorted(links_of(response.content.decode(), url) - known):
                alike[shape(link)] = alike.get(shape(link), 0) + 1
                if alike[shape(link)] <= MOST_ALIKE:
                    known.add(link)
                    waiting.append((link, url))
    return done
