"""Compresses text on its way out: styles, scripts and pages that nobody keeps.

Django compresses everything, anew and thoroughly. A page that nobody keeps is sent once, so
quickness counts; and the styles that it carries are the same bytes each time, so they come ready.
"""

import secrets
import struct
import zlib
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

#: Pictures and fonts are compressed already.
TEXT = frozenset(
    {
        "application/javascript",
        "application/json",
        "image/svg+xml",
        "text/css",
        "text/html",
        "text/javascript",
        "text/plain",
    }
)
WORTH_COMPRESSING = 200  # bytes
#: Half the work of zlib's own choice for a twentieth more to send.
LEVEL = 4
RAW = -zlib.MAX_WBITS
#: Magic number, deflate, "a name follows", no time, no hint, unknown system. Source: RFC 1952.
HEAD = bytes((0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 0xFF))
LONGEST_NAME = 100


@dataclass(frozen=True)
class ReadyPiece:
    """Bytes that many answers hold, deflated as far as the next byte boundary."""

    data: bytes
    deflated: bytes = field(init=False)

    def __post_init__(self) -> None:
        packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, RAW)
        deflated = packer.compress(self.data) + packer.flush(zlib.Z_FULL_FLUSH)
        object.__setattr__(self, "deflated", deflated)


def gzipped(body: bytes, ready: ReadyPiece | None = None) -> bytes:
    """Give the body as one gzip member; a ready piece within it is not compressed again.

    A name of some random length hides the length of a secret that an attacker guesses at (BREACH).
    """
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
    pieces = [HEAD, b"a" * secrets.randbelow(LONGEST_NAME), b"\0"]
    before, found, after = body.partition(ready.data) if ready else (body, b"", b"")
    pieces.append(packer.compress(before))
    if ready and found:
        pieces += packer.flush(zlib.Z_FULL_FLUSH), ready.deflated, packer.compress(after)
    pieces += packer.flush(), struct.pack("<LL", zlib.crc32(body), len(body) & 0xFFFFFFFF)
    return b"".join(pieces)


class CompressTextMiddleware(GZipMiddleware):
    """For text alone. Files, which come in pieces, and what has an ETag are left to Django.

    `request.ready_piece` says what the answer holds that is compressed already.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.has_header("Content-Encoding"):
            return response
        if response.get("Content-Type", "").split(";")[0] not in TEXT:
            return response
        if response.streaming or response.has_header("ETag"):
            return super().process_response(request, response)
        if len(response.content) < WORTH_COMPRESSING:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            body = gzipped(response.content, getattr(request, "ready_piece", None))
            response.content = body
            response.headers["Content-Length"] = str(len(body))
            response.headers["Content-Encoding"] = "gzip"
        return response
