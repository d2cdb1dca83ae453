"""The blocks that stories, articles and plain pages are written with."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.images.blocks import ImageChooserBlock

#: The pictures of the body that is being read to be shown, by id.
_pictures_at_hand: ContextVar[dict | None] = ContextVar("pictures_at_hand", default=None)

RICH_TEXT_FEATURES = ["bold", "italic", "link", "ul", "ol", "document-link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Chapter title"), max_length=120)

    class Meta:
        icon = "title"
        label = _("Chapter")
        template = "blocks/heading.html"
        description = _("Opens a new chapter, with the ornament above it")
        preview_value = {"text": "What grows on salt"}


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/paragraph.html"
        description = _("One or more paragraphs")
        preview_value = "<p>The plain was a sea floor within living memory.</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Sentence"), max_length=300)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        template = "blocks/quote.html"
        description = _("A sentence of the story, set large")
        preview_value = {"text": "A caper asks for little and gives its buds every morning."}


@contextmanager
def reading_to_show(pictures: dict) -> Iterator[None]:
    """Let blocks take their pictures from `pictures` (by id), and products by their key alone.

    A body that is edited must be read without this: then each choice is looked up.
    """
    token = _pictures_at_hand.set(pictures)
    try:
        yield
    finally:
        _pictures_at_hand.reset(token)


class LibraryPictureBlock(ImageChooserBlock):
    """Chooses a picture; a page that is shown has read all of its pictures together."""

    def bulk_to_python(self, values):
        pictures = _pictures_at_hand.get()
        if pictures is None:
            return super().bulk_to_python(values)
        return [pictures.get(pk) for pk in values]

    def deconstruct(self):
        """Migrations need not know how the pictures are read."""
        _, args, kwargs = super().deconstruct()
        return ("wagtail.images.blocks.ImageChooserBlock", args, kwargs)


class PictureBlock(blocks.StructBlock):
    image = LibraryPictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"
        description = _("One picture, wider than the text")


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(LibraryPictureBlock(), label=_("Pictures"), min_num=2, max_num=6)
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "grip"
        label = _("Gallery")
        template = "blocks/gallery.html"
        description = _("Two to six pictures side by side")


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=60)
    value = blocks.CharBlock(label=_("Value"), max_length=200)

    class Meta:
        icon = "info-circle"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    items = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "blocks/facts.html"
        description = _("A short table of facts")
        preview_value = {
            "title": "Jida",
            "items": [{"label": "What it is", "value": "The fruit of a drought-hardy wild olive"}],
        }


class ProductChooserBlock(blocks.ChooserBlock):
    """Chooses a product of the catalogue, named by string: the shell knows no shop."""

    @cached_property
    def target_model(self):
        return resolve_model_string("catalogue.Product")

    @cached_property
    def widget(self):
        """The chooser that the shop's console has registered for products."""
        from wagtail.admin.forms.models import registry

        return registry.values_by_fk_related_model[self.target_model]["widget"]()

    def bulk_to_python(self, values):
        """A card reads today's offer by the product's key: nothing else is needed of it here."""
        if _pictures_at_hand.get() is None:
            return super().bulk_to_python(values)
        model = self.target_model
        return [
            pk and model.from_db(DEFAULT_DB_ALIAS, [model._meta.pk.attname], [pk]) for pk in values
        ]

    class Meta:
        icon = "tag"


class BuyCardBlock(blocks.StructBlock):
    """A live card: price, stock and certificates are read when the page is shown."""

    product = ProductChooserBlock(label=_("Product"))

    class Meta:
        icon = "tag"
        label = _("Buy card")
        template = "blocks/buy_card.html"
        description = _("Today's price and stock of a product, with its button")


class StoryBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    facts = FactsBlock()
    buy = BuyCardBlock()


def chosen_product_ids(body) -> list[int]:
    """Give the ids of the products that a body's buy cards show, in reading order."""
    chosen = [block["value"].get("product") for block in body.raw_data if block["type"] == "buy"]
    return [pk for pk in chosen if pk]


def chosen_picture_ids(body) -> list[int]:
    """Give the ids of the pictures in a body, in reading order."""
    chosen = []
    for block in body.raw_data:
        if block["type"] == "picture":
            chosen.append(block["value"].get("image"))
        elif block["type"] == "gallery":
            # Lists are stored as {"value": …} since Wagtail 2.16.
            chosen += [item["value"] for item in block["value"].get("images", [])]
    return [pk for pk in chosen if pk]
