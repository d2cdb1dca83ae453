"""The producers' index and their stories: public, written by editors."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.models import StoryBodyMixin
from home.pictures import expect_pictures
from home.shown_page import ShownPageMixin
from producers import selectors


class ProducersIndexPage(ShownPageMixin, Page):
    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, "intro"]
    template = "producers/producers_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["producers.ProducerPage"]
    max_count_per_parent = 1

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        entries = list(selectors.live_stories())
        expect_pictures(request, [entry.portrait for entry in entries])
        context["entries"] = entries
        context["districts"] = selectors.districts_with_counts(entries)
        return context


class ProducerPage(StoryBodyMixin, ShownPageMixin, Page):
    """The story of one producer. The title is the person's or the group's name."""

    producer = models.ForeignKey(
        "producers.Producer",
        on_delete=models.PROTECT,
        related_name="stories",
        verbose_name=_("producer"),
        help_text=_("The same in every language."),
    )
    portrait = models.ForeignKey(
        "home.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("opening picture"),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("producer"),
        FieldPanel("lead"),
        FieldPanel("portrait"),
        "body",
    ]
    template = "producers/producer_page.html"
    parent_page_types = ["producers.ProducersIndexPage"]
    subpage_types = []
    #: Relations that are read together with the page.
    read_together = ("producer", "portrait")
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.RelatedFields("producer", [index.SearchField("craft")]),
    ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["producer"] = self.producer
        expect_pictures(request, [self.portrait])
        return context

    @property
    def craft(self) -> str:
        return self.producer.craft

    @property
    def district(self) -> str:
        return self.producer.district_name

    @property
    def stage(self) -> int:
        return self.producer.stage

    @property
    def stage_name(self) -> str:
        return self.producer.stage_name

    @property
    def picture(self):
        return self.portrait

    @property
    def is_demo(self) -> bool:
        return self.producer.is_demo
