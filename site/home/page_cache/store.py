"""Bodies in memory: the least wanted go first when there are too many bytes."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

#: Below this a compressed body is hardly smaller.
WORTH_COMPRESSING = 500


@dataclass(frozen=True)
class KeptPage:
    """A page as it is sent. `headers` are those that do not depend on the request."""

    version: tuple[int, int]
    body: bytes
    headers: dict[str, str]
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


class PageStore:
    """Pages by key, shared by the threads of one process."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self._pages: OrderedDict[tuple, KeptPage] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: tuple, version: tuple[int, int]) -> KeptPage | None:
        """Give the page of that key if it is of this version."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.version != version:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: tuple, page: KeptPage) -> None:
        with self._lock:
            self._drop(key)
            if page.size > self.most_bytes:
                return
            self._pages[key] = page
            self.size += page.size
            while self.size > self.most_bytes:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key: tuple) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size
