"""Where the association's screens enter the Wagtail admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import RecentEditsPanel, UserObjectsInWorkflowModerationPanel

from . import coverage_urls, money_urls, urls
from .choosers import product_chooser
from .home.panels import (
    AssociationPanel,
    LanguagesPanel,
    OwnPanel,
    OwnSalesPanel,
    SalesPanel,
)
from .menu import Entry, register_entry, register_submenu
from .own import hooks as own_hooks
from .programme import urls as programme_urls
from .sheets import urls as sheet_urls
from .sheets.known import Allowed
from .translations import urls as translation_urls
from .viewsets import ShopViewSetGroup


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("orders/", include(urls)),
        path("money/", include(money_urls)),
        path("coverage/", include(coverage_urls)),
        path("texts/", include(translation_urls)),
        path("sheets/", include(sheet_urls)),
        path("programme/", include(programme_urls)),
    ]


@hooks.register("register_admin_viewset")
def viewsets():
    return [ShopViewSetGroup(), product_chooser]


ORDERS, BOARD, TEXTS = "order.view_order", "producers.see_programme", "catalogue.translate_texts"

register_submenu(
    _("Orders"),
    Entry(_("To pack today"), "console:to-pack", "clipboard-list", ORDERS),
    Entry(_("All orders"), "console:orders", "list-ul", ORDERS),
    name="orders",
    icon="clipboard-list",
    order=200,
)
register_submenu(
    _("Money"),
    Entry(_("Do the books agree?"), "money:books", "check", "payments.reconcile"),
    Entry(_("Movements of money"), "money:money", "history", "ledger.view_moneyentry"),
    Entry(_("Movements of stock"), "money:stock", "history", "ledger.view_stockentry"),
    Entry(_("Changes of prices"), "money:prices", "history", "ledger.view_priceentry"),
    name="money",
    icon="table",
    order=205,
)
register_submenu(
    _("Programme"),
    Entry(_("Board"), "programme:board", "group", BOARD),
    Entry(_("Quarterly report"), "programme:report", "doc-full", BOARD),
    name="programme",
    icon="group",
    order=208,
)
register_entry(Entry(_("Translations"), "texts:overview", "globe", TEXTS), 210)
register_entry(
    Entry(_("Coverage"), "coverage:matrix", "table", "certification.view_certificate"), 212
)


class SheetsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return bool(Allowed.for_user(request.user))


@hooks.register("register_admin_menu_item")
def sheets_item():
    return SheetsMenuItem(
        _("Spreadsheets"),
        reverse("sheets:overview"),
        name="spreadsheets",
        icon_name="table",
        order=213,
    )


@hooks.register("construct_homepage_panels")
def home_panels(request, panels):
    """Show each role what it can open; Wagtail's own panels are for those who write."""
    may = request.user.has_perm
    is_writer = user_has_any_page_permission(request.user) and not may(ORDERS)
    # The number of what waits for a review leads to the same list as Wagtail's panel shows.
    kept = (UserObjectsInWorkflowModerationPanel, RecentEditsPanel) if is_writer else ()
    panels[:] = [panel for panel in panels if isinstance(panel, kept)]
    panels.append(AssociationPanel(request))
    if may(ORDERS):
        panels.append(SalesPanel(request))
    if may(TEXTS):
        panels.append(LanguagesPanel(request))
    if own_hooks.sees_own(request):
        panels += [OwnPanel(request), OwnSalesPanel(request)]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request, items):
    """How many pages and pictures there are is nothing that waits for anybody."""
    items.clear()


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "console.verify_certificate", _("Verify certificate"), _("Certificate verified")
    )
    actions.register_action(
        "console.revoke_certificate", _("Revoke certificate"), _("Certificate revoked")
    )
    actions.register_action(
        "console.suspend_certificate", _("Suspend certificate"), _("Suspended: new recipe")
    )
    actions.register_action(
        "console.archive_product", _("Archive product"), _("Put into the archive")
    )
    actions.register_action(
        "console.take_back_product", _("Take product back"), _("Taken out of the archive")
    )
    actions.register_action(
        "console.reinstate_certificate", _("Take revocation back"), _("Revocation taken back")
    )
