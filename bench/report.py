"""bench/results.md: what was found, how, and on what."""

from datetime import datetime

from . import tables
from .plan import Options
from .results import Results
from .servers import WORKER_CLASS, WORKERS
from .targets import Verdict, with_nothing_kept

METHOD = """
`make bench` starts a PostgreSQL server of its own and makes in it the same generated products for
our shop and for plain Oscar. All sites run at the same time, each under gunicorn with {workers}
`{worker_class}` workers, on 127.0.0.1. wrk asks with {connections} connections and, as browsers do,
for gzip. The sites take turns, page by page, {rounds} times {seconds} s each, so that a noisy
machine hits all alike; the limit view stands beside each page. A figure is the median of its runs,
a ratio the median of the rounds' ratios. Absolute numbers are worth little on another machine,
ratios more. Home, story and baskets are measured in the smallest catalogue alone.

- **ours**: `settings.dev` with `DEBUG` off, as `make run` serves it. "Page cache off" is a second
  server with `PAGE_CACHE=off` in its environment: every page is made anew, of what many pages share
  (frame, cards, pictures, routes) and what is its own. "Nothing kept" is a third with
  `PART_CACHE=off` besides: what the first reader after a change waits for. "Full basket" sends the
  cookies of a guest with three things in the basket. {cache}
- **plain Oscar**: Oscar from PyPI with the settings of its own sandbox, its templates, and Whoosh,
  the sandbox's search engine; anonymous. With haystack's simple backend Oscar 4.2 shows empty
  listings, so that would measure nothing.
- **plain Wagtail**: what `wagtail start` gives, and one story with the same words, blocks and
  pictures as ours, which has besides a shelf of the maker's ten products.
- **limit view**: one Django view with a small template, no middleware, no database.
- **growth** with the catalogue is measured minutes apart, so that each time is held against the
  limit view beside it; what the clock alone says stands in brackets, and may judge otherwise.
- **SQL** and bytes are those of one answer of a warm worker. HTML as it is and as gzip makes it.
- **single requests**: a page of which wrk would get fewer than twenty answers in a run is asked
  for by two visitors, each waiting for their answer; where that takes more than {very_slow:g} s,
  in one round only.
- **add to basket** is the first thing of a new guest.
- **checkout**: eight guests at a time put three things in the basket and buy them, through HTTP,
  following what the pages' forms, scripts and redirects do. In our shop each pays on the emulated
  provider's page, whose webhooks the shop answers meanwhile; Oscar takes no payment. The provider's
  page and the webhook are not among the requests counted.
- **memory**: resident memory of the larger worker of a new server after public pages, with and
  without a basket, the basket's page and its badge were asked for in turn.
"""

BARE_WORDS = """
The same held against pages made with nothing kept at all, not even what many pages share. The
targets above do not ask for it: one reader meets it, once after a change.
""".strip()

REPEAT = """
    sudo sh bench/install_system_packages.sh    # wrk and PostgreSQL, on Debian
    make bench                                  # everything, under a quarter of an hour
    make bench BENCH="--quick --sizes 200"      # a first look
"""


def report(
    results: Results,
    verdicts: list[Verdict],
    *,
    facts: list[tuple[str, str]],
    options: Options,
    began: datetime,
    minutes: float,
) -> str:
    """Give the whole page as Markdown."""
    met = sum(verdict.is_met is True for verdict in verdicts)
    missed = sum(verdict.is_met is False for verdict in verdicts)
    parts = [
        "# Bench",
        f"Written by `make bench` on {began:%d %B %Y, %H:%M} UTC; it took {minutes:.0f} minutes.",
        f"## Targets: {met} met, {missed} missed",
        tables.verdict_table(verdicts),
        "## The first reader after a change",
        BARE_WORDS,
        tables.verdict_table(with_nothing_kept(results)),
        *left_out(results),
        *(
            text
            for size in results.sizes
            if any(at == size and found.runs for (at, _, _), found in results.figures.items())
            for text in (f"## Pages, {size} products", tables.page_table(results, size))
        ),
    ]
    if results.purchases:
        parts += ["## Guest checkout of three things", tables.purchase_table(results)]
        parts += ["Request by request:", tables.step_table(results)]
    if results.memory:
        parts += ["## Memory of our workers", tables.memory_table(results)]
    if results.weight:
        parts += ["## What a product page weighs", tables.weight_table(results)]
    parts += ["## Method", METHOD.strip().format(**method_words(results, options))]
    parts += ["## Machine", tables.table(["what", "which"], [list(fact) for fact in facts])]
    parts += ["## To repeat it", REPEAT.strip("\n")]
    return "\n\n".join(parts) + "\n"


def left_out(results: Results) -> list[str]:
    return ["Left out:\n\n" + "\n".join(f"- {o}" for o in results.omissions)] * bool(
        results.omissions
    )


def method_words(results: Results, options: Options) -> dict:
    from .load import CONNECTIONS
    from .rounds import VERY_SLOW_SECONDS

    return {
        "workers": WORKERS,
        "worker_class": WORKER_CLASS,
        "connections": CONNECTIONS,
        "very_slow": VERY_SLOW_SECONDS,
        "rounds": options.rounds,
        "seconds": options.seconds,
        "cache": cache_words(results),
    }


def cache_words(results: Results) -> str:
    """Say whether the site of this commit answers public pages from memory."""
    from .results import OURS, UNCACHED

    size = results.sizes[0]
    on, off = results.figure(size, "product", OURS), results.figure(size, "product", UNCACHED)
    if on is None or off is None:
        return ""
    if on.sql < off.sql:
        return f"A product's page from the cache costs {on.sql} SQL instead of {off.sql}."
    return "This commit keeps no whole pages: both servers do the same work."
