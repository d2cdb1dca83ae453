"""Keeps the index current: what was saved is indexed once its transaction is done.

Things changed behind Django's back (a bulk update) wait for `manage.py rebuild_search`; what a
result shows is read from the thing itself, so that the index never shows what is hidden.
"""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from producers.models import Producer, ProducerPage
from shop.catalogue.models import Category, FoodRecord, Product, ProductCategory

from .indexing import index_pages, index_products


class Pending:
    """What a transaction has changed, to be indexed once when it is committed."""

    def __init__(self) -> None:
        self.products: set[int] = set()
        self.pages: set = set()

    def __call__(self) -> None:
        index_products(self.products)
        index_pages(self.pages)


def remember(*, products: Iterable[int] = (), pages: Iterable = ()) -> None:
    pending = next((do for _, do, _ in connection.run_on_commit if type(do) is Pending), None)
    if pending is None:
        pending = Pending()
        # Nobody's sale fails because a word could not be indexed.
        transaction.on_commit(pending, robust=True)
    pending.products |= set(products)
    pending.pages |= set(pages)


@receiver([post_save, post_delete], sender=Product)
def product_changed(instance: Product, **kwargs) -> None:
    remember(products=[instance.parent_id or instance.pk])


@receiver([post_save, post_delete], sender=FoodRecord)
@receiver([post_save, post_delete], sender=ProductCategory)
def facts_changed(instance, **kwargs) -> None:
    remember(products=[instance.product_id])


@receiver(post_save, sender=Category)
def category_changed(instance: Category, created: bool, **kwargs) -> None:
    if not created:
        links = ProductCategory.objects.filter(category=instance)
        remember(products=links.values_list("product_id", flat=True))


@receiver(post_save, sender=Producer)
def producer_changed(instance: Producer, created: bool, **kwargs) -> None:
    if not created:
        stories = ProducerPage.objects.filter(producer=instance)
        remember(
            products=instance.products.values_list("pk", flat=True),
            pages=stories.values_list("translation_key", flat=True),
        )


@receiver([page_published, page_unpublished])
def page_changed(instance: Page, **kwargs) -> None:
    remember(pages=[instance.translation_key])


@receiver(post_save)
def page_saved(sender, instance, **kwargs) -> None:
    """Pages that a command or a seed adds are published without Wagtail's signal."""
    if isinstance(instance, Page):
        remember(pages=[instance.translation_key])


@receiver(post_delete)
def page_deleted(sender, instance, **kwargs) -> None:
    if isinstance(instance, Page):
        remember(pages=[instance.translation_key])


@receiver([post_page_move, page_slug_changed])
def page_moved(instance: Page, **kwargs) -> None:
    """Pages below may be in another part of the site now."""
    below = Page.objects.descendant_of(instance, inclusive=True)
    remember(pages=below.values_list("translation_key", flat=True))
