"""Items of the admin's menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

#: What is done in Oscar's dashboard: label, address, icon, who may open it.
SHOP_TOOLS = [
    (_("Offers"), "dashboard:offer-list", "tag", "offer.view_conditionaloffer"),
    (_("Vouchers"), "dashboard:voucher-list", "tag", "voucher.view_voucher"),
    (_("Ranges"), "dashboard:range-list", "list-ul", "offer.view_range"),
    (
        _("Categories"),
        "dashboard:catalogue-category-list",
        "folder-open-1",
        "catalogue.view_category",
    ),
]


class PermittedMenuItem(MenuItem):
    """Shown only to those whom its page lets in."""

    def __init__(self, *args, permission: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request) -> bool:
        return request.user.has_perm(self.permission)


class ShopToolItem(PermittedMenuItem):
    """Leads to Oscar's dashboard, which asks for a permission of its own besides."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("partner.dashboard_access") and super().is_shown(request)


def register_shop_tool(position: int, label, name: str, icon: str, permission: str) -> None:
    """Put an item behind those of the shop's own lists."""
    hooks.register(
        "register_shop_menu_item",
        lambda: ShopToolItem(
            label,
            reverse(name),
            name=name.replace(":", "-"),
            icon_name=icon,
            order=100 + position,
            permission=permission,
        ),
    )


for position, tool in enumerate(SHOP_TOOLS):
    register_shop_tool(position, *tool)
