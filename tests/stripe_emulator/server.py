"""HTTP: bytes in, `Request` to the right part, `Response` and faults out."""

import os
import socket
import struct
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from .account import API_VERSION
from .errors import ApiError, invalid, rate_limited, server_error, unrecognized_url
from .forms import parse_form
from .messages import Request, json_response
from .objects import new_id

MAX_BODY = 1_000_000
FORM = "application/x-www-form-urlencoded"
IMMEDIATE = {
    "error_500": lambda: server_error(is_executed=False),
    "rate_limit": rate_limited,
}


class Server(ThreadingHTTPServer):
    """Listens on 127.0.0.1 only.

    `routes` has `api(request, before_work)`, `page(request)`, `control(request, body)`,
    `faults` and `stopped` (a threading.Event).
    """

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """A client that died in the middle of a request is nothing to speak of."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def __init__(self, port, routes):
        self.routes = routes
        super().__init__(("127.0.0.1", port), Handler)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "stripe-emulator"
    sys_version = "(not Stripe)"
    wbufsize = 65536
    timeout = 120

    def do_GET(self):
        """Answer a GET."""
        self._serve()

    do_POST = do_DELETE = do_GET

    def log_message(self, format, *args):
        """Say nothing: tests and drills read their own output."""

    def _serve(self):
        path = unquote(urlsplit(self.path).path)
        fault = None
        if not path.startswith("/_control/"):
            fault = self.server.routes.faults.take(self.command, path)
        kind = fault.kind if fault else None
        body = self._read_body()
        if kind == "reset":
            self._reset_connection()
            return
        request_id = new_id("request")
        try:
            if kind in IMMEDIATE:
                raise IMMEDIATE[kind]()
            response = self._route(path, body, request_id, lambda: self._before_work(fault))
        except ApiError as error:
            response = json_response(error.body, error.status, error.headers)
        if kind == "hang":
            self.server.routes.stopped.wait(fault.seconds)
        if kind in ("hang", "lost_response"):
            self.close_connection = True
            return
        self._send(response, request_id)

    def _read_body(self):
        """The body, or None when it is too long or of unknown length."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            self.close_connection = True
            return None
        return self.rfile.read(int(length))

    def _before_work(self, fault):
        """What the fault does once the request has been taken on."""
        if fault and fault.kind == "slow":
            self.server.routes.stopped.wait(fault.seconds)
        if fault and fault.kind == "error_500_kept":
            raise server_error(is_executed=True)

    def _route(self, path, body, request_id, before_work):
        if body is None:
            raise invalid("The request body is too long, or its length is unknown.")
        routes = self.server.routes
        headers = {name.lower(): value for name, value in self.headers.items()}
        if path.startswith("/_control/"):
            return routes.control(Request(self.command, path, {}, headers, request_id), body)
        params = self._parameters(body)
        request = Request(self.command, path, params, headers, request_id)
        if path.startswith("/pay"):
            before_work()
            return routes.page(request)
        if path.startswith("/v1/"):
            return routes.api(request, before_work)
        raise unrecognized_url(self.command, path)

    def _parameters(self, body):
        """The query's parameters, or the body's."""
        if self.command != "POST":
            return parse_form(urlsplit(self.path).query)
        type = self.headers.get("Content-Type", FORM).partition(";")[0].strip().lower()
        if body and type != FORM:
            raise invalid(f"Invalid request (check that your POST content type is {FORM}).")
        try:
            return parse_form(body.decode())
        except UnicodeDecodeError:
            raise invalid("The request body is not UTF-8.") from None

    def _send(self, response, request_id):
        self.send_response(response.status)
        headers = {
            "Content-Length": str(len(response.body)),
            "Request-Id": request_id,
            "Stripe-Version": self.headers.get("Stripe-Version", API_VERSION),
            "X-Content-Type-Options": "nosniff",
            **response.headers,
        }
        if "Idempotency-Key" in self.headers:
            headers["Idempotency-Key"] = self.headers["Idempotency-Key"]
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body)

    def _reset_connection(self):
        """Close with RST: no goodbye, as when a machine in between dies."""
        self.close_connection = True
        no_linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_linger)
        os.close(self.connection.detach())
