"""Home, stories, journal and plain pages."""

from collections.abc import Iterator

from wagtail.models import Page
from wagtail.rich_text import RichText

from home.models import ArticlePage, HomePage, JournalIndexPage, StandardPage
from producers.models import Producer, ProducerPage, ProducersIndexPage
from shop.catalogue.models import Product
from shop.setup import ensure_site_tree

from .pictures import picture


def body_of(blocks: list[dict]) -> list[tuple]:
    """Give StreamField data of the content files' blocks."""
    return [(block["type"], BLOCKS[block["type"]](block)) for block in blocks]


BLOCKS = {
    "heading": lambda b: {"text": b["text"]},
    "paragraph": lambda b: RichText(b["html"]),
    "quote": lambda b: {"text": b["text"]},
    "picture": lambda b: {"image": picture(b["image"]), "caption": b.get("caption", "")},
    "gallery": lambda b: {
        "images": [picture(name) for name in b["images"]],
        "caption": b.get("caption", ""),
    },
    "facts": lambda b: {"title": b["title"], "items": b["items"]},
    "buy": lambda b: {"product": Product.objects.get(upc=b["product"])},
}


def load(producers: list[dict], articles: list[dict], texts: dict) -> tuple[int, Iterator[str]]:
    """Give how many pages there are, and the iterator that makes them."""
    total = 3 + len(producers) + len(articles) + len(texts["page"])
    return total, make(producers, articles, texts)


def make(producers: list[dict], articles: list[dict], texts: dict) -> Iterator[str]:
    tree = ensure_site_tree()
    yield fill(tree.home, texts["home"], hero=picture("places/home-hero"))
    yield fill_index(tree.producers, texts["producers_index"])
    yield fill_index(tree.journal, texts["journal"])
    for facts in producers:
        yield add_child(tree.producers, ProducerPage, facts["slug"], lambda f=facts: story(f))
    for facts in articles:
        yield add_child(tree.journal, ArticlePage, facts["slug"], lambda f=facts: article(f))
    for facts in texts["page"]:
        yield add_child(tree.home, StandardPage, facts["slug"], lambda f=facts: plain(f))


def fill(home: HomePage, texts: dict, hero) -> str:
    """Give an empty home page its words; one that editors wrote on is left alone."""
    if not home.body:
        home.title = texts["title"]
        home.lead = texts["lead"]
        home.search_description = texts.get("seo_description", "")
        home.hero = hero
        home.body = body_of(texts["body"])
        home.save_revision().publish()
    return home.title


def fill_index(index: ProducersIndexPage | JournalIndexPage, texts: dict) -> str:
    if not index.intro:
        index.title = texts["title"]
        index.intro = texts["intro"]
        index.save_revision().publish()
    return index.title


def add_child(parent: Page, model, slug: str, fields) -> str:
    if not parent.get_children().filter(slug=slug).exists():
        page = model(slug=slug, **fields())
        parent.add_child(instance=page)
        page.save_revision().publish()
    return slug


def story(facts: dict) -> dict:
    return {
        "title": facts["name"],
        "lead": facts["lead"],
        "producer": Producer.objects.get(slug=facts["slug"]),
        "portrait": picture(facts["picture"]),
        "body": body_of(facts["body"]),
    }


def article(facts: dict) -> dict:
    return {
        "title": facts["title"],
        "lead": facts["lead"],
        "date": facts["date"],
        "picture": picture(facts["picture"]),
        "body": body_of(facts["body"]),
    }


def plain(facts: dict) -> dict:
    return {"title": facts["title"], "lead": facts["lead"], "body": body_of(facts["body"])}
