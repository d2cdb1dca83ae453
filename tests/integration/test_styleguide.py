"""The style sheet shows every component, to those who work on the site and to nobody else."""

import re

import pytest
from django.test import Client

from home.styleguide.components import names, states
from home.styleguide.tokens import contrasts, read_tokens


def test_strangers_are_sent_to_the_login(site_tree):
    for url in ("/styleguide/", "/styleguide/pictures/products/jida.svg"):
        answer = Client().get(url)

        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/admin/login/")


def test_customers_are_sent_to_the_login(site_tree, django_user_model, client):
    client.force_login(django_user_model.objects.create_user("anna@example.org"))

    assert client.get("/styleguide/").url.startswith("/admin/login/")


def test_every_component_is_drawn_by_its_own_template(log_in):
    answer = log_in("Editors").get("/styleguide/")

    drawn = {template.name for template in answer.templates}
    html = answer.content.decode()
    assert answer.status_code == 200
    assert {f"components/{name}.html" for name in names()} - drawn == set()
    for name in names():
        assert f'id="component-{name}"' in html


def test_every_component_is_shown_or_says_where_it_is_seen(log_in, rf):
    html = log_in("Editors").get("/styleguide/").content.decode()
    sections = re.split(r'<section class="chapter guide-component"', html)[1:]

    shown = [s for s in sections if "guide-specimen__body" in s or '<p class="lead">' in s]
    assert len(shown) == len(names())
    assert set(states(rf.get("/"))) <= set(names())


def test_style_sheet_is_not_for_search_engines(log_in):
    client = log_in("Editors")

    answer = client.get("/styleguide/")

    assert 'name="robots" content="noindex' in answer.content.decode()
    assert "noindex" in answer["X-Robots-Tag"]
    assert "styleguide" not in client.get("/sitemap.xml").content.decode()


def test_pictures_come_from_the_drawings_alone(log_in):
    client = log_in("Editors")

    good = client.get("/styleguide/pictures/products/jida.svg")
    assert good["Content-Type"] == "image/svg+xml"
    for name in ("products/nothing", "../templates/base", "..%2f..%2fsecret"):
        assert client.get(f"/styleguide/pictures/{name}.svg").status_code == 404


@pytest.mark.parametrize("pair", contrasts(read_tokens()), ids=str)
def test_colours_stand_out_by_day_and_by_night(pair):
    assert pair.is_enough, f"{pair.light:.2f} by day, {pair.dark:.2f} by night"
