"""Where the association's screens enter the Wagtail admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from . import coverage_urls, money_urls, urls
from .choosers import product_chooser
from .home_panel import AssociationPanel
from .sheets import urls as sheet_urls
from .sheets.known import Allowed
from .translations import urls as translation_urls
from .viewsets import ShopViewSetGroup


class PermittedMenuItem(MenuItem):
    """Shown only to those whom its page lets in."""

    def __init__(self, *args, permission: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("orders/", include(urls)),
        path("money/", include(money_urls)),
        path("coverage/", include(coverage_urls)),
        path("texts/", include(translation_urls)),
        path("sheets/", include(sheet_urls)),
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
def offers_item():
    return PermittedMenuItem(
        _("Offers and vouchers"),
        reverse("dashboard:index"),
        name="shop-tools",
        icon_name="cogs",
        order=220,
        permission="partner.dashboard_access",
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
def association_panel(request, panels):
    panels.insert(0, AssociationPanel(request))


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
