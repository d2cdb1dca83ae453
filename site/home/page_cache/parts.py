"""What many pages share, made once for each version of the site: the frame, cards, short lists.

A page that is made anew takes them from here. The version is read before any part is made or
taken, so that no part is older than it says. A part depends on the version, market, day and
language and on its key, never on the visitor.
"""

import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from .store import Store
from .version import Version

T = TypeVar("T")

#: What anything weighs that is neither text nor a list of it, roughly.
OBJECT_BYTES = 1000


@dataclass(frozen=True)
class KeptPart:
    """A piece of HTML, or a value that nobody changes."""

    version: Version
    value: object

    @property
    def size(self) -> int:
        return weight(self.value)


def weight(value: object) -> int:
    """Give roughly how many bytes something holds, with what its lists hold."""
    if isinstance(value, (list, tuple)):
        return sys.getsizeof(value) + sum(map(weight, value))
    return sys.getsizeof(value) if isinstance(value, str) else OBJECT_BYTES


parts: Store[KeptPart] = Store(settings.PART_CACHE_BYTES)


@dataclass(frozen=True)
class Shelf:
    """The parts of one version, for one market on one day, in one language."""

    version: Version
    depends_on: tuple

    def key(self, name: str, key: tuple) -> tuple:
        return (name, get_language(), *self.depends_on, *key)


def offer_parts(request: HttpRequest, open_shelf: Callable[[], Shelf | None]) -> None:
    """Let this request take parts and keep them; the shelf is opened at the first of them."""
    request.kept_parts = SimpleLazyObject(open_shelf)


def parts_of(request: HttpRequest | None) -> Shelf | None:
    """Give the shelf that this request may use, if any."""
    shelf = getattr(request, "kept_parts", None)
    return shelf if shelf else None


def recall_part(request: HttpRequest | None, name: str, *key: Hashable) -> object | None:
    """Give the part of that name and key if it is kept and this request may have it."""
    shelf = parts_of(request)
    kept = shelf and parts.get(shelf.key(name, key), shelf.version)
    return kept.value if kept else None


def keep_part(request: HttpRequest | None, name: str, *key: Hashable, value: object) -> None:
    """Keep a part, if this request may."""
    shelf = parts_of(request)
    if shelf:
        parts.put(shelf.key(name, key), KeptPart(shelf.version, value))


def kept_part(request: HttpRequest | None, name: str, *key: Hashable, make: Callable[[], T]) -> T:
    """Give the part of that name and key; `make` is called where it is not kept."""
    value = recall_part(request, name, *key)
    if value is None:
        value = make()
        keep_part(request, name, *key, value=value)
    return value
