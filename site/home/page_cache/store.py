"""What is kept in memory: the least wanted goes first when there are too many bytes."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
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
class Form:
    """A body with all of its headers."""

    body: bytes
    headers: ResponseHeaders

    @property
    def etag(self) -> str:
        return self.headers["ETag"]


@dataclass(frozen=True)
class KeptPage:
    """A page in its two forms; where zipping is not worth it they are the same."""

    version: tuple[int, int]
    plain: Form
    zipped: Form

    @property
    def size(self) -> int:
        more = 0 if self.zipped is self.plain else len(self.zipped.body)
        return len(self.plain.body) + more


def kept_page(version: tuple[int, int], body: bytes, headers: ResponseHeaders) -> KeptPage:
    """Make the page ready; `headers` are those that do not depend on the request."""
    etag = hashlib.blake2b(body, digest_size=12).hexdigest()
    plain = zipped = form_of(body, headers, ETag=f'"{etag}"')
    if len(body) >= WORTH_COMPRESSING:
        # Without a time in it the same page is the same bytes.
        own = {"ETag": f'"{etag}-gz"', "Content-Encoding": "gzip"}
        zipped = form_of(gzip.compress(body, 6, mtime=0), headers, **own)
    return KeptPage(version, plain, zipped)


def form_of(body: bytes, headers: ResponseHeaders, **own: str) -> Form:
    length = {"Content-Length": str(len(body))}
    return Form(body, ResponseHeaders({**dict(headers.items()), **length, **own}))


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
