"""Descriptions are written as paragraphs and kept as HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.catalogue import make_product
from integration.product_form import errors, opened, send
from shop.catalogue.models import Product
from shop.console.products.description import as_html, as_paragraphs


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("", ""),
        ("<p>One.</p>\n<p>Salt &amp; honey, 5 &lt; 6.</p>", "One.\n\nSalt & honey, 5 < 6."),
        ("<p>With <b>weight</b>.</p>", "<p>With <b>weight</b>.</p>"),
        ("<ul><li>A list</li></ul>", "<ul><li>A list</li></ul>"),
        ("Bare words", "Bare words"),
    ],
)
def test_plain_paragraphs_are_shown_without_tags(html, shown):
    assert as_paragraphs(html) == shown
    if html.startswith("<") or not html:
        assert as_html(shown) == html


@given(st.lists(st.text(alphabet='ab &<>"é', min_size=1).map(str.strip).filter(bool)))
def test_what_is_typed_comes_back_as_it_was_typed(paragraphs):
    paragraphs = [" ".join(each.split()) for each in paragraphs]
    typed = "\r\n\r\n".join(paragraphs)
    if typed.startswith("<"):
        return

    assert as_paragraphs(as_html(typed)) == "\n\n".join(paragraphs)


def test_form_keeps_a_description_that_nobody_touches(log_in):
    manager = log_in("Association managers")
    html = "<p>One &amp; two.</p>\n<p>Three.</p>"
    honey = make_product(description=html)

    data = opened(manager, honey)
    page = send(manager, data, honey, summary="New")
    assert page.status_code == 302, errors(page)
    assert Product.objects.get().description == html

    data = opened(manager, honey)
    send(manager, data, honey, description="One.\r\n\r\nTwo < three.")
    assert Product.objects.get().description == "<p>One.</p>\n<p>Two &lt; three.</p>"
