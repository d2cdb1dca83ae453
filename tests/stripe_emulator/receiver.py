"""A webhook endpoint that keeps what it gets, for tests."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    """A context manager with `url` and `requests`, a list of (raw body, headers).

    `answers` are the statuses of the next answers; after them it is always 200.
    `pause` is how many seconds each answer takes.
    """

    def __init__(self, answers=(), pause=0.0):
        self.requests = []
        self.answers = list(answers)
        self.pause = pause
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(receiver.take(body, dict(self.headers)))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format, *args):
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/stripe/webhook/"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exc_info):
        self._server.shutdown()
        self._server.server_close()

    def take(self, body, headers):
        """Keep one request and give the status to answer with."""
        with self._lock:
            self.requests.append((body, headers))
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            status = self.answers.pop(0) if self.answers else 200
        time.sleep(self.pause)
        with self._lock:
            self._at_once -= 1
        return status
