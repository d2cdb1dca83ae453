"""Where the association's screens enter the Wagtail admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
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
from .menu import PermittedMenuItem
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


@hooks.register("register_admin_menu_item")
def orders_menu():
    """Shown to those who may use one of its items."""
    return SubmenuMenuItem(
        _("Orders"),
        Menu(
            items=[
                PermittedMenuItem(
                    _("To pack today"),
                    reverse("console:to-pack"),
                    name="to-pack",
                    icon_name="clipboard-list",
                    order=1,
                    permission="order.view_order",
                ),
                PermittedMenuItem(
                    _("All orders"),
                    reverse("console:orders"),
                    name="all-orders",
                    icon_name="list-ul",
                    order=2,
                    permission="order.view_order",
                ),
            ]
        ),
        name="orders",
        icon_name="clipboard-list",
        order=200,
    )


@hooks.register("register_admin_menu_item")
def money_menu():
    """Shown to those who may use one of its items."""
    return SubmenuMenuItem(
        _("Money"),
        Menu(
            items=[
                PermittedMenuItem(
                    _("Do the books agree?"),
                    reverse("money:books"),
                    name="books",
                    icon_name="check",
                    order=1,
                    permission="payments.reconcile",
                ),
                PermittedMenuItem(
                    _("Movements of money"),
                    reverse("money:money"),
                    name="movements-of-money",
                    icon_name="history",
                    order=2,
                    permission="ledger.view_moneyentry",
                ),
                PermittedMenuItem(
                    _("Movements of stock"),
                    reverse("money:stock"),
                    name="movements-of-stock",
                    icon_name="history",
                    order=3,
                    permission="ledger.view_stockentry",
                ),
                PermittedMenuItem(
                    _("Changes of prices"),
                    reverse("money:prices"),
                    name="changes-of-prices",
                    icon_name="history",
                    order=4,
                    permission="ledger.view_priceentry",
                ),
            ]
        ),
        name="money",
        icon_name="table",
        order=205,
    )


@hooks.register("register_admin_menu_item")
def coverage_item():
    return PermittedMenuItem(
        _("Coverage"),
        reverse("coverage:matrix"),
        name="coverage",
        icon_name="table",
        order=212,
        permission="certification.view_certificate",
    )


@hooks.register("register_admin_menu_item")
def programme_menu():
    """Shown to those who may use one of its items."""
    return SubmenuMenuItem(
        _("Programme"),
        Menu(
            items=[
                PermittedMenuItem(
                    _("Board"),
                    reverse("programme:board"),
                    name="programme-board",
                    icon_name="group",
                    order=1,
                    permission="producers.see_programme",
                ),
                PermittedMenuItem(
                    _("Quarterly report"),
                    reverse("programme:report"),
                    name="programme-report",
                    icon_name="doc-full",
                    order=2,
                    permission="producers.see_programme",
                ),
            ]
        ),
        name="programme",
        icon_name="group",
        order=208,
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


@hooks.register("register_admin_menu_item")
def translations_item():
    return PermittedMenuItem(
        _("Translations"),
        reverse("texts:overview"),
        name="translations",
        icon_name="globe",
        order=210,
        permission="catalogue.translate_texts",
    )


@hooks.register("construct_homepage_panels")
def home_panels(request, panels):
    """Show each role what it can open; Wagtail's own panels are for those who write."""
    may = request.user.has_perm
    is_writer = user_has_any_page_permission(request.user) and not may("order.view_order")
    # The number of what waits for a review leads to the same list as Wagtail's panel shows.
    kept = (UserObjectsInWorkflowModerationPanel, RecentEditsPanel) if is_writer else ()
    panels[:] = [panel for panel in panels if isinstance(panel, kept)]
    panels.append(AssociationPanel(request))
    if may("order.view_order"):
        panels.append(SalesPanel(request))
    if may("catalogue.translate_texts"):
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
