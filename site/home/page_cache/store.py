"""What is kept in memory: the least wanted goes first when there are too many bytes."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, Protocol, TypeVar

from django.http.response import ResponseHeaders

#: Below this a compressed body is hardly smaller.
WORTH_COMPRESSING = 500


class Kept(Protocol):
    """Something of one version of the site; `size` is in bytes, or near it."""

    version: tuple[int, int]
    size: int


@dataclass(frozen=True)
class KeptPage:
    """A page as it is sent. `headers` are those that do not depend on the request."""

    version: tuple[int, int]
    body: bytes
    headers: ResponseHeaders
    zipped: bytes = field(init=False)
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        is_worth_it = len(self.body) >= WORTH_COMPRESSING
        # Without a time in it the same page is the same bytes.
        zipped = gzip.compress(self.body, 6, mtime=0) if is_worth_it else b""
        object.__setattr__(self, "zipped", zipped)
        object.__setattr__(self, "etag", hashlib.blake2b(self.body, digest_size=12).hexdigest())

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped)


class CheckedHeaders(ResponseHeaders):
    """A copy of headers that Django has checked before; it would check each of them again."""

    def __init__(self, checked: ResponseHeaders) -> None:
        self._store = dict(checked._store)


K = TypeVar("K", bound=Kept)


class Store(Generic[K]):
    """What is kept, by key, shared by the threads of one process."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self._kept: OrderedDict[tuple, K] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: tuple, version: tuple[int, int]) -> K | None:
        """Give what is kept there if it is of this version."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            if kept.version != version:
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return kept

    def put(self, key: tuple, kept: K) -> None:
        with self._lock:
            self._drop(key)
            if kept.size > self.most_bytes:
                return
            self._kept[key] = kept
            self.size += kept.size
            while self.size > self.most_bytes:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.size = 0

    def _drop(self, key: tuple) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self.size -= kept.size
