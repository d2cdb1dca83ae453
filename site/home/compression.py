"""Compresses text on its way out: styles, scripts and pages that nobody keeps."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

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


class CompressTextMiddleware(GZipMiddleware):
    """Django's own, which hides the length of secrets, for text alone."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        kind = response.get("Content-Type", "").split(";")[0]
        return super().process_response(request, response) if kind in TEXT else response
