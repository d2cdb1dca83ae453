"""Who may do what: the roles of staff and what each is given. Deny first.

`console.granting` brings the groups of an installation in step with this table.
"""

from dataclasses import dataclass

ADMIN = ["wagtailadmin.access_admin"]
PROGRAMME = ["producers.see_programme"]
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
    "papers.change_sender",
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


def all_of(*models: str) -> list[str]:
    """Give the four permissions of each model, named as `app.model`."""
    return [
        f"{app}.{act}_{model}"
        for app, model in (name.split(".") for name in models)
        for act in ("view", "add", "change", "delete")
    ]


#: What of Oscar's dashboard stays in use; its pages ask for these one by one.
SHOP_TOOLS = [
    "partner.dashboard_access",
    *all_of(
        "offer.conditionaloffer",
        "offer.range",
        "voucher.voucher",
        "voucher.voucherset",
        "catalogue.category",
        "catalogue.productclass",
        "catalogue.attributeoptiongroup",
        "catalogue.option",
    ),
]
#: People, their roles, and Wagtail's own settings; no permission makes anybody a superuser.
ADMINISTER = [
    *all_of(
        "accounts.user",
        "auth.group",
        "wagtailcore.site",
        "wagtailcore.locale",
        "wagtailcore.workflow",
        "wagtailcore.task",
        "wagtailredirects.redirect",
    ),
    "certification.add_certificatekind",
    "certification.change_certificatekind",
]
#: Whose things those are says the login: see `Producer.users`.
OWN_THINGS = ["console.see_own"]

EDIT_PAGES = ["add_page", "change_page", "publish_page"]
RULE_PAGES = [*EDIT_PAGES, "lock_page", "unlock_page", "bulk_delete_page"]
#: Acts on all files of a kind. Wagtail asks for `image`, whichever model the library is made of.
PICTURES = [f"wagtailimages.{act}_image" for act in ("add", "change", "choose")]
DOCUMENTS = [f"wagtaildocs.{act}_document" for act in ("add", "change", "choose")]
COLLECTIONS = [f"wagtailcore.{act}_collection" for act in ("add", "change", "delete")]


@dataclass(frozen=True)
class Role:
    """What a group is given: permissions, acts on all pages, and acts on all files.

    `reviews`: whether its people look at what translators hand in.
    """

    name: str
    permissions: list[str]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    reviews: bool = False

    @property
    def grants(self) -> set[str]:
        """Give all of it as words of one kind: `has:`, `pages:` and `files:` something."""
        return {
            *(f"has:{name}" for name in self.permissions),
            *(f"pages:wagtailcore.{name}" for name in self.pages),
            *(f"files:{name}" for name in self.files),
            *(["reviews:pages"] if self.reviews else []),
        }


EVERYTHING_OF_A_MANAGER = [
    *ADMIN,
    *TRANSLATE,
    *PROGRAMME,
    *READ_CATALOGUE,
    *FULFIL,
    *CERTIFY,
    *MANAGE,
    *MONEY,
]

ALL_ROLES = [
    Role(
        "Editors",
        ADMIN + TRANSLATE + PROGRAMME,
        pages=tuple(EDIT_PAGES),
        files=(*PICTURES, *DOCUMENTS),
        reviews=True,
    ),
    # They write and hand in; an editor looks at it and publishes.
    Role(
        "Translators",
        ADMIN + TRANSLATE,
        pages=("change_page",),
        files=(*PICTURES, *DOCUMENTS),
    ),
    Role("Fulfilment officers", ADMIN + READ_CATALOGUE + FULFIL),
    # A certificate comes with its scan.
    Role(
        "Certification officers",
        ADMIN + READ_CATALOGUE + CERTIFY + PROGRAMME,
        files=tuple(DOCUMENTS),
    ),
    Role(
        "Association managers",
        EVERYTHING_OF_A_MANAGER + SHOP_TOOLS,
        pages=tuple(EDIT_PAGES),
        files=(*PICTURES, *DOCUMENTS),
        reviews=True,
    ),
    Role(
        "Administrators",
        EVERYTHING_OF_A_MANAGER + SHOP_TOOLS + ADMINISTER,
        pages=tuple(RULE_PAGES),
        files=(*PICTURES, *DOCUMENTS, *COLLECTIONS),
        reviews=True,
    ),
    Role("Producers", ADMIN + OWN_THINGS),
]
#: By name, what each role has beside pages and files.
ROLES: dict[str, list[str]] = {role.name: role.permissions for role in ALL_ROLES}
