"""The results as Markdown."""

from .results import BARE, FULL, LIMIT, OSCAR, OSCAR_FULL, OURS, UNCACHED, WAGTAIL, Results
from .targets import Verdict

PAGES = ("home", "story", "listing", "category", "product", "search", "basket", "add to basket")
SITES = (OURS, UNCACHED, BARE, FULL, OSCAR, OSCAR_FULL, WAGTAIL, LIMIT)
#: The site that a page is held against.
RIVALS = {"story": WAGTAIL}


def table(head: list[str], rows: list[list[str]]) -> str:
    """Give a Markdown table; all columns but the first two are numbers."""
    marks = ["---" if number < 2 else "---:" for number in range(len(head))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, marks, *rows])


def verdict_table(verdicts: list[Verdict]) -> str:
    head = ["target", "verdict", "wanted", "found"]
    return table(head, [[v.target, v.word, v.wanted, v.found] for v in verdicts])


def page_table(results: Results, size: int) -> str:
    """Give all pages at one size, each site's answer below the other's."""
    head = ["page", "site", "req/s", "× plain", "× limit", "SQL", "HTML KB", "gzip KB", "notes"]
    rows = [
        row_of(results, size, page, who)
        for page in PAGES
        for who in SITES
        if results.figure(size, page, who)
    ]
    return table(head, rows)


def row_of(results: Results, size: int, page: str, who: str) -> list[str]:
    figure = results.figure(size, page, who)
    rival = OSCAR_FULL if who == FULL and page == "product" else RIVALS.get(page, OSCAR)
    is_ours = who in (OURS, UNCACHED, BARE, FULL)
    plain = results.ratio(size, page, who, rival) if is_ours else None
    limit = results.ratio(size, page, who, LIMIT) if who != LIMIT else None
    notes = ["single requests"] * figure.is_single + [f"{figure.errors} errors"] * bool(
        figure.errors
    )
    return [
        page,
        who,
        short(figure.rate),
        short(plain),
        "" if limit is None else f"{limit:.3f}",
        str(figure.sql),
        f"{figure.html / 1000:.1f}",
        f"{figure.gzipped / 1000:.1f}",
        ", ".join(notes),
    ]


def short(value: float | None) -> str:
    """Give a number with the digits that mean something."""
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def purchase_table(results: Results) -> str:
    head = ["products", "site", "orders/s", "requests", "SQL", "failed"]
    rows = [
        [str(size), who, short(p.rate), str(len(p.steps)), str(p.sql), str(len(p.errors))]
        for (size, who), p in results.purchases.items()
    ]
    return table(head, rows)


def step_table(results: Results) -> str:
    """Give the requests of one purchase of each shop, in their order."""
    head = ["site", "request", "SQL"]
    size = results.sizes[0]
    rows = [
        [who, f"`{words}`", str(sql)]
        for (at, who), purchase in results.purchases.items()
        if at == size
        for words, sql in purchase.steps
    ]
    return table(head, rows)


def memory_table(results: Results) -> str:
    rows = [["0", "", f"{results.memory.at_start:.0f}"]]
    rows += [[str(count), "", f"{mb:.0f}"] for count, mb in results.memory.marks]
    return table(["requests", "", "MB, the larger worker"], rows)


def weight_table(results: Results) -> str:
    weight = results.weight
    rows = [[name, "", f"{size / 1000:.1f}"] for name, size in weight.parts]
    rows.append(["**product page, all of it**", "", f"{weight.product_page / 1000:.1f}"])
    rows.append(
        ["**all CSS and JS of the public pages**", "", f"{weight.styles_and_scripts / 1000:.1f}"]
    )
    return table(["file", "", "KB as it travels"], rows)
