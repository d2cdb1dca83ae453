"""One page type, with the blocks that stories are written with."""

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

TEMPLATES = "plain_wagtail/blocks"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock()

    class Meta:
        template = f"{TEMPLATES}/heading.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock()

    class Meta:
        template = f"{TEMPLATES}/quote.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    caption = blocks.CharBlock(required=False)

    class Meta:
        template = f"{TEMPLATES}/picture.html"


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(ImageChooserBlock())
    caption = blocks.CharBlock(required=False)

    class Meta:
        template = f"{TEMPLATES}/gallery.html"


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock()
    value = blocks.CharBlock()


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock()
    items = blocks.ListBlock(FactBlock())

    class Meta:
        template = f"{TEMPLATES}/facts.html"


class StoryBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    facts = FactsBlock()


class StoryPage(Page):
    lead = models.TextField(blank=True)
    portrait = models.ForeignKey(
        "wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(StoryBlock())

    template = "plain_wagtail/story.html"
