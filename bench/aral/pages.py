"""`python -m bench.aral.pages`: what does not depend on the number of products."""

import django

django.setup()

from django.core.files.images import ImageFile  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402

from bench import story  # noqa: E402
from bench.stream import stream  # noqa: E402
from home.models import ArticlePage  # noqa: E402
from home.renditions import make_renditions  # noqa: E402
from producers.models import Producer, ProducerPage  # noqa: E402
from shop.demo import payments, shipping  # noqa: E402
from shop.setup import SiteTree, ensure_site_tree  # noqa: E402

STORIES = 3
ARTICLES = 3


def make_pictures() -> dict:
    Image = get_image_model()
    pictures = {}
    for name in story.PICTURES:
        file = ImageFile(story.draw(name), name=f"aral-{name}.jpg")
        pictures[name] = Image.objects.create(title=name, description="A drawing", file=file)
        make_renditions(pictures[name])
    return pictures


def write(tree: SiteTree, pictures: dict) -> None:
    """Write home, stories and journal; the first makers are those of the first products."""
    tree.home.lead, tree.home.hero = story.LEAD, pictures["first"]
    tree.home.body = stream(pictures)[:2]
    tree.home.save_revision().publish()
    for number in range(STORIES):
        maker = Producer.objects.create(
            name=f"Maker {number}",
            slug=f"maker-{number}",
            craft="Honey",
            district="chimbay",
            stage=5,
        )
        page = ProducerPage(
            title=maker.name,
            slug=maker.slug,
            lead=story.LEAD,
            producer=maker,
            portrait=pictures["portrait"],
            body=stream(pictures),
        )
        tree.producers.add_child(instance=page)
        page.save_revision().publish()
    for number in range(ARTICLES):
        article = ArticlePage(
            title=f"Of capers and salt, part {number}",
            slug=f"article-{number}",
            lead=story.LEAD,
            date="2026-01-01",
            picture=pictures["second"],
            body=stream(pictures),
        )
        tree.journal.add_child(instance=article)
        article.save_revision().publish()


if __name__ == "__main__":
    list(shipping.load())
    list(payments.load())
    write(ensure_site_tree(), make_pictures())
