"""The panels of the first page."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from shop.console.own.selectors import own_producers
from shop.console.translations.texts import LANGUAGES, TARGETS, counts_of_all, counts_of_stand_ins

from .sales import Sales, own_sales, sales_by_market
from .tasks import Task, own_tasks, tasks_of


class HomePanel(Component):
    class Media:
        css = {"all": ["console/console.css"]}

    def __init__(self, request) -> None:
        self.request = request

    @cached_property
    def now(self) -> datetime:
        return timezone.now()


class AssociationPanel(HomePanel):
    """What waits for somebody; nothing that is nothing is shown."""

    template_name = "console/home/tasks.html"
    order = 10

    def tasks(self) -> list[Task]:
        return tasks_of(self.request.user, self.now)

    def get_context_data(self, parent_context) -> dict:
        tasks = self.tasks()
        return {
            "title": _("Waiting for you"),
            "is_anything_asked": bool(tasks),
            "tasks": [task for task in tasks if task.count],
        }


class OwnPanel(AssociationPanel):
    """The same for a producer's login."""

    order = 5

    def tasks(self) -> list[Task]:
        return own_tasks(self.request.user, self.now)

    def get_context_data(self, parent_context) -> dict:
        context = super().get_context_data(parent_context)
        producers = own_producers(self.request.user)
        return context | {"title": _("My things and orders"), "producers": producers}


class SalesPanel(HomePanel):
    template_name = "console/home/sales.html"
    order = 20

    def sales(self) -> list[Sales]:
        return sales_by_market(self.now)

    def get_context_data(self, parent_context) -> dict:
        return {
            "sales": self.sales(),
            "title": _("Sold this week"),
            "counted": _("Orders"),
            "note": _(
                "By when they were placed; without what was given up or sent back whole. The bars "
                "are orders of this week and of the four before it."
            ),
        }


class OwnSalesPanel(SalesPanel):
    order = 6

    def sales(self) -> list[Sales]:
        return own_sales(self.request.user, self.now)

    def get_context_data(self, parent_context) -> dict:
        return super().get_context_data(parent_context) | {
            "counted": _("Pieces"),
            "note": _(
                "By when they were paid, before refunds. The bars are pieces of this week and of "
                "the four before it."
            ),
        }


class LanguagesPanel(HomePanel):
    """What each language still lacks."""

    template_name = "console/home/languages.html"
    order = 30

    def get_context_data(self, parent_context) -> dict:
        texts, pages = counts_of_all(), counts_of_stand_ins()
        list_of_pages = reverse("texts:kind", args=["pages"])
        return {
            "texts_url": reverse("texts:overview"),
            "languages": [
                {
                    "name": LANGUAGES[code],
                    "texts": sum(counts[code] for counts in texts.values()),
                    "pages": pages[code],
                    "pages_url": f"{list_of_pages}?missing={code}",
                }
                for code in TARGETS
            ],
        }
