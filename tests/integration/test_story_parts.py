"""Stories hold what editors chose, whichever way their parts are read."""

from django.test import Client

from factories.content import make_content, story_body
from producers.models import ProducerPage
from shop.catalogue.models import Product


def test_product_that_is_gone_or_hidden_leaves_no_card(site_tree):
    make_content(site_tree)
    things = list(Product.objects.filter(title__startswith="Licorice honey")[1:3])
    story = ProducerPage.objects.get(slug="maker0")
    gone = Product.objects.create(title="Gone", product_class=things[0].product_class)
    story.body = story_body([gone, *things])
    story.save()
    gone.delete()
    Product.objects.filter(pk=things[0].pk).update(is_public=False)

    html = Client().get("/en/producers/maker0/").content.decode()

    assert html.count('<aside class="buy-card"') == 1
    assert things[1].title in html


def test_body_read_for_the_editor_holds_whole_products(site_tree):
    make_content(site_tree)
    story = ProducerPage.objects.get(slug="maker0")

    chosen = [block.value["product"] for block in story.body if block.block_type == "buy"]

    assert all("title" in product.__dict__ for product in chosen)


def test_picture_that_is_gone_leaves_the_rest(site_tree):
    make_content(site_tree)
    story = ProducerPage.objects.get(slug="maker0")
    story.body = [
        ("picture", {"image": story.portrait, "caption": "Kept words"}),
        ("heading", {"text": "A chapter after it"}),
    ]
    story.save()
    story.portrait.delete()

    html = Client().get("/en/producers/maker0/").content.decode()

    assert "A chapter after it" in html
