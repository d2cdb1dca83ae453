"""Each figure of the donor's report leads to a list of exactly so many, for who may open it."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from papers import japanese_address, order_of

from factories.catalogue import make_producer, make_product, make_zone
from factories.orders import german_address
from producers.models import StageStep
from producers.rules.programme import Quarter
from shop.catalogue.models import Product
from shop.order.models import Line, Order

pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'<a href="([^"]+)">(\d+)</a></td>')


@pytest.fixture
def quarter() -> Quarter:
    return Quarter.of(timezone.localdate())


def step(producer, stage: int, on) -> None:
    StageStep.objects.create(producer=producer, stage=stage, reached_on=on)


@pytest.fixture
def people(quarter) -> list:
    """Who came, went, rose and was never dated: one of each, now all at stage 4 but the last."""
    first, before = quarter.first, quarter.first - timedelta(days=20)
    there = make_producer("There", stage=4, district="nukus", is_woman_led=True)
    step(there, 1, before)
    step(there, 4, first)
    came = make_producer("Came", stage=4, district="nukus", joined_on=first)
    step(came, 2, first)
    step(came, 4, quarter.next.first)
    went = make_producer(
        "Went", stage=4, is_youth_led=True, left_on=quarter.last, left_because="Moved"
    )
    step(went, 4, before)
    invented = make_producer("Invented", stage=4, district="nukus", is_demo=True)
    step(invented, 3, before)
    return [there, came, went, invented, make_producer("Undated", has_disability=True)]


@pytest.fixture
def orders(people) -> list[Order]:
    """Of two makers, in two markets; one was placed long before it was paid, one paid long ago."""
    there, came, *_, invented, _undated = people
    make_zone(price="14.50")
    make_zone("jp", countries=("JP",), price="1500")
    honey = make_product("Honey", producer=there)
    oil = make_product("Oil", producer=came)
    toy = make_product("Toy", producer=invented)
    Product.objects.filter(pk=toy.pk).update(is_demo=True)
    german = {"market": "intl", "address": german_address()}
    made = [
        order_of((honey, 1), (oil, 1), total="31.50", **german),
        order_of((honey, 2), total="31.50", **(german | {"address": german_address()})),
        order_of((toy, 1), total="23.00", **(german | {"address": german_address()})),
        order_of((oil, 1), market="jp", total="2780", address=japanese_address()),
        order_of((oil, 1), market="jp", total="2780", address=japanese_address()),
    ]
    early = timezone.now() - timedelta(days=200)
    Order.objects.filter(pk=made[1].pk).update(date_placed=early)
    Order.objects.filter(pk=made[4].pk).update(date_placed=early, paid_at=early)
    return made


def figures(client, **query) -> list[tuple[str, int]]:
    """Give the addresses behind the figures of the page, each with its figure."""
    page = client.get(reverse("programme:report"), query).content.decode()
    return [(html.unescape(url), int(count)) for url, count in FIGURE.findall(page)]


def listed(client, url: str) -> int:
    """Count what stands in a list."""
    page = client.get(url)
    assert page.status_code == 200, url
    if url.startswith(reverse("console:orders")):
        assert not page.context["form"].errors
        return page.context["page_obj"].paginator.count
    assert not page.context["form"].errors
    cards = sum(len(column["cards"]) for column in page.context["columns"])
    assert cards == page.context["shown"]
    return cards


@pytest.mark.parametrize("demo", ["1", "0"])
def test_each_figure_leads_to_a_list_of_exactly_so_many(log_in, orders, quarter, demo):
    manager = log_in("Association managers")

    found = figures(manager, quarter=str(quarter), demo=demo)

    assert {url: listed(manager, url) for url, _count in found} == dict(found)


def test_figures_of_participants_and_of_orders_lead_somewhere(log_in, orders, quarter):
    manager = log_in("Association managers")

    found = dict(figures(manager, quarter=str(quarter)))

    day, before = f"day={quarter.last}", f"day={quarter.first - timedelta(days=1)}"
    board = reverse("programme:board")
    counts = {url.removeprefix(f"{board}?"): count for url, count in found.items() if board in url}
    assert counts == {
        f"{day}": 4,
        f"{before}": 4,
        f"{day}&stage=2": 1,
        f"{day}&stage=3": 1,
        f"{day}&stage=4": 1,
        f"{day}&stage=0": 1,
        f"{before}&stage=1": 1,
        f"{before}&stage=3": 1,
        f"{before}&stage=4": 1,
        f"{before}&stage=0": 1,
        f"{day}&district=nukus": 3,
        f"{before}&district=nukus": 2,
        f"{day}&district=chimbay": 1,
        f"{before}&district=chimbay": 2,
        f"{day}&group=woman": 1,
        f"{before}&group=woman": 1,
        f"{before}&group=youth": 1,
        f"{day}&group=disability": 1,
        f"{before}&group=disability": 1,
    }
    lists = sorted(count for url, count in found.items() if reverse("console:orders") in url)
    assert lists == [1, 1, 2, 3]


def test_figure_that_no_list_can_hold_leads_nowhere(log_in, orders, quarter):
    Line.objects.filter(order=orders[1]).update(product=None)
    manager = log_in("Association managers")

    urls = [url for url, _count in figures(manager, quarter=str(quarter)) if "producer=" in url]

    honey = orders[0].lines.get(title="Honey").product.producer_id
    assert urls
    assert not any(f"producer={honey}&" in url for url in urls)


def test_who_may_not_open_orders_is_led_to_the_board_alone(log_in, orders, quarter):
    officer = log_in("Certification officers")

    found = figures(officer, quarter=str(quarter))

    assert {url: listed(officer, url) for url, _count in found} == dict(found)
    assert all(url.startswith(reverse("programme:board") + "?") for url, _count in found)


def test_board_of_a_past_day_shows_the_stages_of_that_day(log_in, people, quarter):
    day = quarter.first - timedelta(days=1)

    page = log_in("Association managers").get(reverse("programme:board"), {"day": day})

    shown = {
        card["producer"].name: (column["stage"], card["needs"])
        for column in page.context["columns"]
        for card in column["cards"]
    }
    assert shown == {
        "There": (1, []),
        "Went": (4, []),
        "Invented": (3, []),
        "Undated": (None, []),
    }
    assert "As it was on" in page.content.decode()


@pytest.mark.parametrize("query", ["day=x", "day=9999-99-99", "stage=9", "stage=%00", "demo=2"])
def test_what_the_board_does_not_understand_narrows_nothing(log_in, people, query):
    page = log_in("Association managers").get(f"{reverse('programme:board')}?{query}")

    assert page.context["shown"] == 4
