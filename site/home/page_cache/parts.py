"""What many pages share, made once for each version of the site: the frame, cards, short lists.

A page that is made anew takes them from here. They are kept for public pages alone, whose
version was read before anything else (see `middleware`), so that no part is older than its page.
"""

import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from .store import Store
from .version import Version

T = TypeVar("T")


@dataclass(frozen=True)
class KeptPart:
    """A piece of HTML, or a value that nobody changes."""

    version: Version
    value: object

    @property
    def size(self) -> int:
        return sys.getsizeof(self.value)


parts: Store[KeptPart] = Store(settings.PART_CACHE_BYTES)


@dataclass(frozen=True)
class Shelf:
    """The parts of one version, for one market on one day, in one language."""

    version: Version
    depends_on: tuple

    def key(self, name: str, key: tuple) -> tuple:
        return (name, get_language(), *self.depends_on, *key)


def offer_parts(request: HttpRequest, version: Version, depends_on: tuple) -> None:
    """Let this request take parts and keep them; `depends_on` is what its page depends on."""
    request.kept_parts = Shelf(version, depends_on)


def recall_part(request: HttpRequest, name: str, *key: Hashable) -> object | None:
    """Give the part of that name and key if it is kept and this request may have it."""
    shelf: Shelf | None = getattr(request, "kept_parts", None)
    kept = shelf and parts.get(shelf.key(name, key), shelf.version)
    return kept.value if kept else None


def keep_part(request: HttpRequest, name: str, *key: Hashable, value: object) -> None:
    """Keep a part, if this request may."""
    shelf: Shelf | None = getattr(request, "kept_parts", None)
    if shelf:
        parts.put(shelf.key(name, key), KeptPart(shelf.version, value))


def kept_part(request: HttpRequest, name: str, *key: Hashable, make: Callable[[], T]) -> T:
    """Give the part of that name and key; `make` is called where it is not kept."""
    value = recall_part(request, name, *key)
    if value is None:
        value = make()
        keep_part(request, name, *key, value=value)
    return value
