"""One page looked at closely: statements, bytes, and how long a visitor alone waits."""

import gzip
import time
import urllib.error
from statistics import median

from .load import Request, ask
from .results import Figure
from .sql_count import ASKED_BY, TOLD_IN

#: Enough for each of two workers to have answered before, unless the page is slow.
LOOKS = 8
LONGEST_SECONDS = 12.0


class PageIsBroken(Exception):
    """A page answers with an error; the message names it."""


def probe(request: Request) -> Figure:
    """Ask several times, and give what the last answer was like. Raises: `PageIsBroken`."""
    figure = Figure()
    began = time.monotonic()
    seconds = []
    for _ in range(LOOKS):
        at = time.monotonic()
        try:
            _, headers, body = ask(request, **{ASKED_BY: "1"})
        except urllib.error.HTTPError as error:
            raise PageIsBroken(f"{request.url}: {error.code}") from error
        seconds.append(time.monotonic() - at)
        if time.monotonic() - began > LONGEST_SECONDS:
            break
    figure.sql = int(headers.get(TOLD_IN, 0))
    figure.html = len(body)
    figure.gzipped = len(gzip.compress(body, mtime=0))
    figure.seconds = median(seconds)
    return figure
