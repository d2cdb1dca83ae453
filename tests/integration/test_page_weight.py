"""A product page without photographs, as it is sent to a phone."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from factories.catalogue import make_product, make_zone

MOST_BYTES = 60 * 1024
#: What a server may send before it waits for the phone's word: ten segments of TCP, less the
#: headers. Source: RFC 6928.
FIRST_ROUND = 10 * 1460 - 900
#: Asked for by the stylesheet wherever there are prices, but not named in the page.
FONT_OF_STYLES = "home/fonts/sans.latin.woff2"


def files_of(html: str) -> set[str]:
    """Name the static files that the page asks for, and the font of its prices."""
    named = re.findall(r'(?:href|src)="/static/([^"#]+)', html)
    return {*named, FONT_OF_STYLES}


def sent_bytes(name: str) -> int:
    data = Path(finders.find(name)).read_bytes()
    return len(data) if name.endswith(".woff2") else len(gzip.compress(data, 6))


def test_product_page_without_photographs_is_light(site_tree):
    make_zone("intl")
    product = make_product()
    for number in range(3):
        make_product(f"Another {number}", producer=product.producer)

    html = Client().get(product.get_absolute_url()).content.decode()

    weights = {name: sent_bytes(name) for name in files_of(html)}
    assert "<style>" in html
    assert len(weights) == 4, weights
    assert len(gzip.compress(html.encode(), 6)) + sum(weights.values()) <= MOST_BYTES, weights


def test_public_pages_come_with_their_styles_in_one_round(site_tree):
    make_zone("intl")
    product = make_product()

    for url in ("/en/", "/en/shop/", "/en/producers/", product.get_absolute_url()):
        html = Client().get(url).content

        assert len(gzip.compress(html, 6)) <= FIRST_ROUND, url


def test_text_is_compressed_on_its_way(site_tree):
    for url in ("/static/home/css/site.css", "/en/basket/", "/en/shop/"):
        answer = Client().get(url, headers={"Accept-Encoding": "gzip"})

        assert (answer.status_code, answer.get("Content-Encoding")) == (200, "gzip"), url


def test_pictures_and_fonts_are_not_compressed_twice(site_tree):
    answer = Client().get(f"/static/{FONT_OF_STYLES}", headers={"Accept-Encoding": "gzip"})

    assert answer.status_code == 200
    assert not answer.has_header("Content-Encoding")
