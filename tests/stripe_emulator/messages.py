"""The plain request and response that routes work with, free of sockets."""

import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    """One HTTP request, its parameters already parsed into dicts and lists."""

    method: str
    path: str
    params: dict = field(default_factory=dict)
    headers: dict = field(default_factory=dict)
    id: str = ""

    @property
    def idempotency_key(self):
        """The caller's key, or None."""
        return self.headers.get("idempotency-key")


@dataclass(frozen=True)
class Response:
    """One HTTP answer."""

    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)


def json_response(data, status=200, headers=None):
    """A JSON answer, indented as Stripe's are."""
    body = json.dumps(data, indent=2, ensure_ascii=False).encode()
    return Response(status, body, {"Content-Type": "application/json", **(headers or {})})


def html_response(text, status=200):
    """A page that nobody may cache or frame and that loads only its own style sheet."""
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",
    }
    return Response(status, text.encode(), headers)


def redirect(url):
    """303: go and GET `url`."""
    return Response(303, b"", {"Location": url, "Cache-Control": "no-store"})
