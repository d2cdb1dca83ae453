"""Public pages carry their styles, and the policy allows these and no others."""

import base64
import hashlib
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from factories.catalogue import make_product, make_zone
from home.page_styles import KINDS, page_styles

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def source_of(css: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}'"


@pytest.fixture
def urls(site_tree) -> list[str]:
    make_zone("intl")
    return ["/en/", "/en/shop/", "/en/search/?q=honey", make_product().get_absolute_url()]


def test_policy_names_what_the_page_carries(urls):
    for url in urls:
        answer = Client().get(url)

        [css] = STYLE.findall(answer.content.decode())
        assert f"style-src 'self' {source_of(css)}" in answer["Content-Security-Policy"], url


@pytest.mark.parametrize("accepts", ["", "gzip"])
def test_a_kept_page_is_allowed_its_styles_too(urls, accepts):
    first, again = (Client().get("/en/shop/", headers={"Accept-Encoding": accepts}) for _ in "12")

    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_personal_pages_link_theirs_and_allow_none(site_tree):
    answer = Client().get("/en/basket/")

    assert "<style" not in answer.content.decode()
    assert "sha256" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_styles_name_lies_where_they_say(kind):
    element = page_styles(kind).element
    named = re.findall(r"url\(\"?/static/([^\")]+)", element)

    assert "../" not in element
    assert len(named) > 10
    assert [name for name in named if not finders.find(name)] == []
