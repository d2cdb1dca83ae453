"""Items of the admin's menu."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


class Entry(NamedTuple):
    """A page in the menu. `url_name` as `reverse` takes it, `permission` of who may open it."""

    label: str
    url_name: str
    icon: str
    permission: str


#: What is done in Oscar's dashboard.
SHOP_TOOLS = [
    Entry(_("Offers"), "dashboard:offer-list", "tag", "offer.view_conditionaloffer"),
    Entry(_("Vouchers"), "dashboard:voucher-list", "tag", "voucher.view_voucher"),
    Entry(_("Ranges"), "dashboard:range-list", "list-ul", "offer.view_range"),
    Entry(
        _("Categories"),
        "dashboard:catalogue-category-list",
        "folder-open-1",
        "catalogue.view_category",
    ),
]


class PermittedMenuItem(MenuItem):
    """Shown only to those whom its page lets in."""

    def __init__(self, entry: Entry, order: int) -> None:
        super().__init__(
            entry.label,
            reverse(entry.url_name),
            name=entry.url_name.replace(":", "-"),
            icon_name=entry.icon,
            order=order,
        )
        self.permission = entry.permission

    def is_shown(self, request) -> bool:
        return request.user.has_perm(self.permission)


class ShopToolItem(PermittedMenuItem):
    """Leads to Oscar's dashboard, which asks for a permission of its own besides."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("partner.dashboard_access") and super().is_shown(request)


def register_entry(entry: Entry, order: int) -> None:
    hooks.register("register_admin_menu_item", lambda: PermittedMenuItem(entry, order))


def register_submenu(label: str, *entries: Entry, name: str, icon: str, order: int) -> None:
    """Put a menu within the menu, shown to those who may use one of its entries."""

    def submenu() -> SubmenuMenuItem:
        items = [PermittedMenuItem(entry, place) for place, entry in enumerate(entries, 1)]
        return SubmenuMenuItem(label, Menu(items=items), name=name, icon_name=icon, order=order)

    hooks.register("register_admin_menu_item", submenu)


def register_shop_tool(entry: Entry, order: int) -> None:
    """Put an item behind those of the shop's own lists."""
    hooks.register("register_shop_menu_item", lambda: ShopToolItem(entry, order))


for place, tool in enumerate(SHOP_TOOLS, 100):
    register_shop_tool(tool, place)
