"""Home, journal and plain pages."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from .blocks import StoryBlock, chosen_picture_ids, chosen_product_ids, reading_to_show
from .images import CustomImage, CustomRendition  # noqa: F401
from .page_cache.models import SiteChange  # noqa: F401
from .pictures import expect_pictures
from .prepared import Prepared
from .shown_page import ShownPageMixin
from .translated import without_other_words

ARTICLES_PER_PAGE = 12
LATEST_ARTICLES = 3


@Prepared
def pictures_by_id(ids: list[int]) -> models.QuerySet:
    return without_other_words(CustomImage.objects.filter(pk__in=ids))


class StoryBodyMixin(models.Model):
    """A lead and a body of blocks, for every page that is read."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        self.read_body(request)
        return super().get_context(request, *args, **kwargs)

    def read_body(self, request) -> None:
        """Make ready all blocks of the body, with their pictures in one query or none."""
        request.chosen_products = chosen_product_ids(self.body)
        ids = list(chosen_picture_ids(self.body))
        pictures = {picture.pk: picture for picture in pictures_by_id(ids=ids)} if ids else {}
        expect_pictures(request, pictures.values())
        with reading_to_show(pictures):
            list(self.body)


class HomePage(StoryBodyMixin, ShownPageMixin, Page):
    hero = models.ForeignKey(
        CustomImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("hero"), "body"]
    template = "home/home_page.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    #: Relations that are read together with the page.
    read_together = ("hero",)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        latest = shown_articles().descendant_of(self).order_by("-date")[:LATEST_ARTICLES]
        context["latest_articles"] = list(latest)
        expect_pictures(
            request, [self.hero, *(article.picture for article in context["latest_articles"])]
        )
        return context


class StandardPage(StoryBodyMixin, ShownPageMixin, Page):
    """About, delivery, privacy: a page of plain text."""

    content_panels = [*Page.content_panels, FieldPanel("lead"), "body"]
    template = "home/standard_page.html"
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]


class JournalIndexPage(ShownPageMixin, Page):
    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, "intro"]
    template = "home/journal_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage"]
    max_count_per_parent = 1

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = shown_articles().child_of(self).order_by("-date", "-pk")
        page = Paginator(articles, ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = list(page.object_list)
        expect_pictures(request, [article.picture for article in page.object_list])
        context["articles"] = page
        return context


class ArticlePage(StoryBodyMixin, ShownPageMixin, Page):
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

    #: Relations that are read together with the page.
    read_together = ("picture",)

    def get_context(self, request, *args, **kwargs):
        expect_pictures(request, [self.picture])
        return super().get_context(request, *args, **kwargs)


def shown_articles():
    """Give the published articles as lists show them: with their pictures, without their texts."""
    return ArticlePage.objects.live().select_related("picture").defer("body")
