"""A shop with one record of each kind that an address of the admin may name."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.utils import timezone
from oscar.core.loading import get_model
from wagtail.models import Collection, Page, Site

from factories.catalogue import make_product, make_zone
from factories.money import paid_by_card
from producers.models import Evidence
from shop.accounts.models import User
from shop.catalogue.models import Category, FoodRecord, ProductClass
from shop.certification.models import Certificate, CertificateKind, Requirement
from shop.console.models import SavedFilter, SheetUpload
from shop.fulfilment.models import Parcel
from shop.markets.models import Market, MarketPrice
from shop.partner.models import StockRecord
from shop.payments.models import PaymentOption, Refund
from shop.shipping.models import ShippingBand, ShippingRestriction, ShippingZone

#: Most of these lead elsewhere, whatever they name.
OSCARS = "dashboard"


@dataclass
class Samples:
    """Arguments of addresses: by name or namespace, then those that hold everywhere."""

    special: dict[str, dict] = field(default_factory=dict)
    everywhere: dict = field(default_factory=dict)

    def arguments(self, name: str, wanted: list[str]) -> dict:
        """Raises: `KeyError` with what is missing here."""
        space = name.partition(":")[0]
        known = self.everywhere | self.special.get(name, self.special.get(space, {}))
        missing = [each for each in wanted if each not in known]
        if missing and space != OSCARS:
            raise KeyError(f"{name}: put a sample of {missing} into tests/access/shop.py")
        return {each: known.get(each, 1) for each in wanted}


def first(model) -> dict:
    return {"pk": model.objects.order_by("pk").first().pk}


def make_samples(site_tree) -> Samples:
    """Fill the shop, and give what its addresses ask for."""
    order = paid_by_card()
    product = order.lines.get().product
    make_product("Sesame oil")
    make_zone("jp", ("JP",))
    session = order.payment_sessions.get()
    refund = Refund.objects.create(session=session, key="sample", amount_minor=1, reason="Sample")
    clerk = User.objects.create_user("clerk@ovop.example", first_name="Clerk")
    kept = SavedFilter.objects.create(by=clerk, name="Sample", query="state=paid")
    sheet = SheetUpload.objects.create(
        by=clerk, file_name="sample.xlsx", wishes=[], created_at=timezone.now()
    )
    evidence = Evidence.objects.create(
        producer=product.producer, kind="training", on=timezone.localdate(), title="Kaizen"
    )
    category = Category.add_root(name="Honey", slug="honey")
    shop_tools = oscar_samples()
    parcel = Parcel.objects.create(order=order, packed_at=timezone.now())
    order_pk = {"pk": order.pk, "refund_pk": refund.pk, "parcel_pk": parcel.pk}
    return Samples(
        special={
            "console": order_pk,
            "console:drop-filter": {"pk": kept.pk},
            "certificates": first(Certificate),
            "certificate_kinds": first(CertificateKind),
            "requirements": first(Requirement),
            "products": {"pk": product.pk},
            "food_records": first(FoodRecord),
            "stock": first(StockRecord),
            "prices": first(MarketPrice),
            "sheets": {"pk": sheet.pk},
            "programme": {"pk": product.producer_id, "evidence_pk": evidence.pk},
            "producer_records": {"pk": product.producer_id},
            "market_records": first(Market),
            "delivery_zones": first(ShippingZone),
            "delivery_prices": first(ShippingBand),
            "restrictions": first(ShippingRestriction),
            "ways_to_pay": first(PaymentOption),
            "product_chooser": {"pk": product.pk},
            "coverage": {"product_pk": product.pk, "market_code": "jp"},
            "texts": {"kind": "products", "pk": product.pk},
            "texts:begin": {"pk": site_tree.home.pk},
            "own": {"pk": order.lines.get().pk},
            "wagtailusers_users": {"pk": clerk.pk},
            "wagtailusers_groups": first(Group),
            "wagtailsites": first(Site),
            "wagtailadmin_collections": first(Collection),
            "wagtailadmin_pages": first_page(site_tree.home),
            "dashboard:catalogue-category-update": {"pk": category.pk},
            "dashboard:catalogue-category-delete": {"pk": category.pk},
            "dashboard:catalogue-category-detail-list": {"pk": category.pk},
            "dashboard:catalogue-category-create-child": {"parent": category.pk},
            "dashboard:catalogue-class-update": first(ProductClass),
            "dashboard:catalogue-class-delete": first(ProductClass),
            "dashboard:catalogue-product": {"pk": product.pk},
            "dashboard:order-detail": {"number": order.number},
            **shop_tools,
        },
        everywhere={
            "number": order.number,
            "slug": "sample",
            "product_class_slug": "honey",
            "pk": 1,
        },
    )


def first_page(page: Page) -> dict:
    return {"page_id": page.pk, "parent_page_id": page.pk}


def oscar_samples() -> dict[str, dict]:
    """Make an offer, a voucher and what belongs to them."""
    now = timezone.now()
    span = {"start_datetime": now, "end_datetime": now}
    things = get_model("offer", "Range").objects.create(name="All", includes_all_products=True)
    offer = get_model("offer", "ConditionalOffer").objects.create(
        name="Two for one",
        slug="sample",
        condition=get_model("offer", "Condition").objects.create(
            range=things, type="Count", value=2
        ),
        benefit=get_model("offer", "Benefit").objects.create(
            range=things, type="Percentage", value=10
        ),
    )
    voucher = get_model("voucher", "Voucher").objects.create(name="Gift", code="GIFT", **span)
    many = get_model("voucher", "VoucherSet").objects.create(
        name="Gifts", count=0, code_length=8, **span
    )
    group = get_model("catalogue", "AttributeOptionGroup").objects.create(name="Colours")
    option = get_model("catalogue", "Option").objects.create(name="Engraving", code="engraving")
    steps = ("detail", "metadata", "condition", "benefit", "restrictions", "delete")
    found = {f"dashboard:offer-{name}": {"pk": offer.pk} for name in steps}
    for name in ("update", "delete", "products", "reorder"):
        found[f"dashboard:range-{name}"] = {"pk": things.pk}
    for name in ("update", "delete", "stats"):
        found[f"dashboard:voucher-{name}"] = {"pk": voucher.pk}
    for name in ("update", "detail", "download", "delete"):
        found[f"dashboard:voucher-set-{name}"] = {"pk": many.pk}
    for name in ("update", "delete"):
        found[f"dashboard:catalogue-attribute-option-group-{name}"] = {"pk": group.pk}
        found[f"dashboard:catalogue-option-{name}"] = {"pk": option.pk}
    return found
