"""A shop with everything on its pages: pictures, sizes, categories, stories, journal."""

from io import BytesIO

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image
from wagtail.rich_text import RichText

from factories.catalogue import (
    give_certificates,
    give_food_record,
    make_producer,
    make_product,
    make_zone,
)
from home.images import CustomImage, CustomRendition
from home.models import ArticlePage, StandardPage
from home.renditions import FRAMES
from producers.models import Producer, ProducerPage
from shop.catalogue.models import (
    Category,
    Product,
    ProductCategory,
    ProductClass,
    ProductPicture,
)

SPECS = sorted({spec for frame in FRAMES.values() for spec in frame.all_specs()})
PLAIN_PAGES = ("delivery", "about", "contact", "privacy", "terms")
MAKERS = 4


def make_picture(title: str) -> CustomImage:
    """Give a picture of the library whose sizes are there already, as after its upload."""
    file = BytesIO()
    Image.new("RGB", (12, 15)).save(file, "PNG")
    file.seek(0)
    picture = CustomImage.objects.create(title=title, file=ImageFile(file, name="picture.png"))
    CustomRendition.objects.bulk_create(
        CustomRendition(
            image=picture,
            filter_spec=spec,
            focal_point_key="",
            file="images/picture.png",
            width=4,
            height=5,
        )
        for spec in SPECS
    )
    return picture


def make_sizes(title: str, producer: Producer) -> Product:
    """Give a product in two sizes."""
    parent = Product.objects.create(
        title=title,
        slug=slugify(title),
        structure=Product.PARENT,
        product_class=ProductClass.objects.get(slug="honey"),
        producer=producer,
    )
    give_food_record(parent)
    give_certificates(parent, ("uz", "jp", "intl"))
    for grams in (125, 500):
        make_product(f"{title}, {grams} g", parent=parent, net_weight_g=grams)
    return parent


def story_body(products: list[Product]) -> list[tuple]:
    """Give a story with pictures, a gallery, links and a buy card for each product."""
    return [
        ("heading", {"text": "A chapter"}),
        ("paragraph", RichText("<p>The plain was a sea floor.</p>")),
        ("picture", {"image": make_picture("Plain"), "caption": ""}),
        ("gallery", {"images": [make_picture("Hand"), make_picture("Tool")], "caption": ""}),
        ("quote", {"text": "A caper asks for little."}),
        ("facts", {"title": "Jida", "items": [{"label": "Fruit", "value": "of a tree"}]}),
        *(("buy", {"product": product}) for product in products),
    ]


def make_story(site_tree, name: str, category: Category) -> ProducerPage:
    """Give the published story of a producer who makes three things, one of them in sizes."""
    producer = make_producer(name)
    slug = name.lower()
    things = [
        make_product(f"Licorice honey of {name}", producer=producer),
        make_sizes(f"Thistle honey of {name}", producer=producer),
        make_product(f"Capers of {name}", producer=producer, kind="honey", stock=0),
    ]
    for thing in things:
        ProductCategory.objects.create(product=thing, category=category)
        thing.picture = make_picture(thing.title)
        thing.save(update_fields=["picture"])
        for view in ("Front", "Back"):
            ProductPicture.objects.create(product=thing, image=make_picture(view))
    return site_tree.producers.add_child(
        instance=ProducerPage(
            title=name,
            slug=slug,
            lead="Honey from the dry sea.",
            producer=producer,
            portrait=make_picture(name),
            body=story_body(things),
        )
    )


def make_content(site_tree) -> None:
    """Fill the shop: four makers with twelve things, five articles, plain pages, a zone."""
    for slug in PLAIN_PAGES:
        site_tree.home.add_child(instance=StandardPage(title=slug.title(), slug=slug))
    for number in range(MAKERS):
        category = Category.add_root(name=f"Honey {number}", slug=f"honey-{number}")
        make_story(site_tree, f"Maker{number}", category)
    for number in range(5):
        site_tree.journal.add_child(
            instance=ArticlePage(
                title=f"How honey sets {number}",
                slug=f"honey-{number}",
                date="2026-01-01",
                picture=make_picture("Article"),
                body=[("paragraph", RichText("<p>Slowly.</p>"))],
            )
        )
    site_tree.home.hero = make_picture("Hero")
    site_tree.home.body = story_body(list(Product.objects.filter(parent=None)[:2]))
    site_tree.home.save()
    make_zone("intl")


def add_products(number: int) -> None:
    """Bring the catalogue to `number` products, all of one maker and in one category."""
    model = Product.objects.filter(structure=Product.STANDALONE).first()
    category = model.categories.get()
    for position in range(number - Product.objects.count()):
        thing = make_product(f"Honey {position}", producer=model.producer)
        ProductCategory.objects.create(product=thing, category=category)
