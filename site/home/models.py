"""Home, journal and plain pages."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from .blocks import StoryBlock, chosen_product_ids
from .images import CustomImage, CustomRendition  # noqa: F401
from .page_cache.models import SiteChange  # noqa: F401

ARTICLES_PER_PAGE = 12


class StoryBodyMixin(models.Model):
    """A lead and a body of blocks, for every page that is read."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))

    class Meta:
        abstract = True

    @property
    def product_ids(self) -> list[int]:
        return chosen_product_ids(self.body)


class HomePage(StoryBodyMixin, Page):
    hero = models.ForeignKey(
        CustomImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("hero"), "body"]
    template = "home/home_page.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["latest_articles"] = list(
            ArticlePage.objects.live()
            .descendant_of(self)
            .select_related("picture")
            .prefetch_related("picture__renditions")
            .order_by("-date")[:3]
        )
        return context


class StandardPage(StoryBodyMixin, Page):
    """About, delivery, privacy: a page of plain text."""

    content_panels = [*Page.content_panels, FieldPanel("lead"), "body"]
    template = "home/standard_page.html"
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]


class JournalIndexPage(Page):
    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, "intro"]
    template = "home/journal_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage"]
    max_count_per_parent = 1

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = (
            ArticlePage.objects.live()
            .child_of(self)
            .select_related("picture")
            .prefetch_related("picture__renditions")
            .order_by("-date", "-pk")
        )
        context["articles"] = Paginator(articles, ARTICLES_PER_PAGE).get_page(
            request.GET.get("page")
        )
        return context


class ArticlePage(StoryBodyMixin, Page):
    date = models.DateField(_("date"))
    picture = models.ForeignKey(
        CustomImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        "body",
    ]
    template = "home/article_page.html"
    parent_page_types = ["home.JournalIndexPage"]
    subpage_types = []
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
