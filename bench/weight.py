"""What a visitor's first product page weighs, and all that the public pages bring along."""

import gzip
import re
from urllib.parse import urljoin, urlsplit

from .load import Request, ask
from .plan import Shop
from .results import Weight

LINK = re.compile(r"<(?:link|script|use)\b[^>]*?\b(?:href|src)=\"([^\"#]+)", re.IGNORECASE)
TEXTS = (".css", ".js", ".svg")
CODE = (".css", ".js")
FONTS = (".woff2",)
PAGES = ("home", "story", "listing", "product", "search")
WITH_BASKET = ("basket",)
TILL = "/en/checkout/"


def weigh(shop: Shop) -> Weight:
    """Weigh the pages of a running shop; texts are counted as gzip makes them."""
    _, _, page = ask(shop.get("product"))
    parts = [("product page, HTML", len(gzip.compress(page, mtime=0)))]
    for url in links_of(shop.get("product")):
        if is_file(url, TEXTS + FONTS):
            parts.append((urlsplit(url).path, size_of(url)))
    asked = [shop.get(name) for name in PAGES]
    asked += [shop.get_with_basket(name) for name in WITH_BASKET]
    asked.append(Request(shop.url + TILL, headers={"Cookie": shop.basket}))
    code = {url for request in asked for url in links_of(request) if is_file(url, CODE)}
    return Weight(
        product_page=sum(size for _, size in parts),
        styles_and_scripts=sum(size_of(url) for url in code),
        parts=tuple(parts),
    )


def is_file(url: str, endings: tuple[str, ...]) -> bool:
    return urlsplit(url).path.endswith(endings)


def links_of(request: Request) -> list[str]:
    """Give the files that a page names, each once; a photograph is none of them."""
    _, _, page = ask(request)
    return list(dict.fromkeys(urljoin(request.url, link) for link in LINK.findall(page.decode())))


def size_of(url: str) -> int:
    _, _, body = ask(Request(url))
    return len(body) if is_file(url, FONTS) else len(gzip.compress(body, mtime=0))
