"""Who may do what: the groups of staff and their permissions. Deny first."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

ADMIN = ["wagtailadmin.access_admin"]
TRANSLATE = ["catalogue.translate_texts", "simple_translation.submit_translation"]
READ_CATALOGUE = [
    "catalogue.view_product",
    "partner.view_stockrecord",
    "certification.view_certificate",
]
FULFIL = ["order.view_order", "order.change_order", "partner.change_stockrecord"]
CERTIFY = [
    "certification.add_certificate",
    "certification.change_certificate",
    "certification.view_certificatekind",
    "certification.view_requirement",
]
MANAGE = [
    "catalogue.add_product",
    "catalogue.change_product",
    "catalogue.delete_product",
    "catalogue.add_foodrecord",
    "catalogue.change_foodrecord",
    "markets.view_market",
    "markets.add_market",
    "markets.change_market",
    "markets.add_marketprice",
    "markets.change_marketprice",
    "producers.add_producer",
    "producers.change_producer",
    "producers.view_producer",
    "shipping.view_shippingzone",
    "shipping.add_shippingzone",
    "shipping.change_shippingzone",
    "shipping.view_shippingband",
    "shipping.add_shippingband",
    "shipping.change_shippingband",
    "shipping.delete_shippingband",
    "shipping.view_shippingrestriction",
    "shipping.add_shippingrestriction",
    "shipping.change_shippingrestriction",
    "shipping.delete_shippingrestriction",
    "certification.add_requirement",
    "certification.change_requirement",
    "certification.delete_requirement",
    "partner.dashboard_access",
]
MONEY = [
    "payments.add_refund",
    "payments.confirm_receipt",
    "payments.reconcile",
    "payments.view_paymentoption",
    "payments.add_paymentoption",
    "payments.change_paymentoption",
    "ledger.view_moneyentry",
    "ledger.view_stockentry",
    "ledger.view_priceentry",
]

ROLES: dict[str, list[str]] = {
    "Editors": ADMIN + TRANSLATE,
    "Translators": ADMIN + TRANSLATE,
    "Fulfilment officers": ADMIN + READ_CATALOGUE + FULFIL,
    "Certification officers": ADMIN + READ_CATALOGUE + CERTIFY,
    "Association managers": (
        ADMIN + TRANSLATE + READ_CATALOGUE + FULFIL + CERTIFY + MANAGE + MONEY
    ),
}
PAGES = {
    "Editors": ["add_page", "change_page", "publish_page"],
    "Translators": ["change_page"],
    "Association managers": ["add_page", "change_page", "publish_page"],
}
LIBRARY = ["add", "change", "choose"]
PICTURES = [("home", "customimage"), ("wagtailimages", "image")]
DOCUMENTS = [("wagtaildocs", "document")]
#: What each group may add, change and choose; a certificate comes with its scan.
LIBRARIES = {
    **dict.fromkeys(PAGES, PICTURES + DOCUMENTS),
    "Certification officers": DOCUMENTS,
}


def permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


@transaction.atomic
def ensure_roles() -> None:
    """Make the groups with exactly these permissions."""
    root_page = Page.get_first_root_node()
    root_collection = Collection.get_first_root_node()
    for name, wanted in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([permission(item) for item in wanted])
        for codename in PAGES.get(name, []):
            GroupPagePermission.objects.get_or_create(
                group=group,
                page=root_page,
                permission=permission(f"wagtailcore.{codename}"),
            )
        for item in library_permissions(LIBRARIES.get(name, [])):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root_collection, permission=item
            )


def library_permissions(kinds: list[tuple[str, str]]):
    """Give the permissions to add, change and choose these kinds of files."""
    codenames = [f"{act}_{kind}" for act in LIBRARY for _, kind in kinds]
    return Permission.objects.filter(
        content_type__app_label__in=[app for app, _ in kinds], codename__in=codenames
    )
