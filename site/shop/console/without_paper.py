"""What goes off sale when a certificate is revoked or lapses, or has since it lapsed.

The gate is asked without it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from shop.catalogue.models import Product
from shop.certification.models import Certificate
from shop.markets.models import Market
from shop.rules.certification import judge
from shop.sale_records import SaleRecords, read_sale_records


@dataclass(frozen=True)
class Loss:
    """A product, and the markets in which it goes off sale."""

    product: Product
    markets: tuple[Market, ...]


@dataclass(frozen=True)
class Losses:
    """`if_revoked` today; `when_lapsed` on the day after its last one, by what is known now.

    `since_lapsed`: what could be sold on its last day, now over, and cannot be today.
    """

    if_revoked: tuple[Loss, ...] = ()
    when_lapsed: tuple[Loss, ...] = ()
    since_lapsed: tuple[Loss, ...] = ()


def losses_without(certificate: Certificate, *, now: datetime) -> Losses:
    """Give what only this certificate keeps on sale. Three queries however much it covers."""
    covered = Q(certificates=certificate) | Q(parent__certificates=certificate)
    products = list(
        Product.objects.filter(covered)
        .select_related("product_class", "parent__product_class")
        .distinct()
        .order_by("title", "pk")
    )
    markets = Market.objects.with_required_kinds()
    if not products or not markets:
        return Losses()
    records = read_sale_records(products, market=markets[0])
    last = certificate.expires

    def is_lost_today(product: Product, market: Market) -> bool:
        today = market.today(now)
        return is_lost(product, market, records, certificate.pk, before=today, after=today)

    def is_lost_then(product: Product, market: Market) -> bool:
        if last is None or last < market.today(now):
            return False
        day_after = last + timedelta(days=1)
        return is_lost(product, market, records, certificate.pk, before=last, after=day_after)

    def is_lost_since(product: Product, market: Market) -> bool:
        today = market.today(now)
        if last is None or last >= today:
            return False
        return is_lost(product, market, records, certificate.pk, before=last, after=today)

    return Losses(
        if_revoked=gathered(products, markets, is_lost_today),
        when_lapsed=gathered(products, markets, is_lost_then),
        since_lapsed=gathered(products, markets, is_lost_since),
    )


def is_lost(
    product: Product, market: Market, records: SaleRecords, pk: int, *, before: date, after: date
) -> bool:
    """Whether the gate is open on one day with the certificate and shut on another without."""
    kinds = market.required_kinds.get(product.get_product_class().pk, {})
    papers = records.papers_by_id(product)
    with_it = [paper.facts for paper in papers.values()]
    without = [paper.facts for key, paper in papers.items() if key != pk]
    asked = {"required": kinds, "market": market.code}
    return (
        judge(**asked, certificates=with_it, today=before).may_sell
        and not judge(**asked, certificates=without, today=after).may_sell
    )


def gathered(
    products: list[Product],
    markets: list[Market],
    is_lost_in: Callable[[Product, Market], bool],
) -> tuple[Loss, ...]:
    found = [
        Loss(product, tuple(market for market in markets if is_lost_in(product, market)))
        for product in products
    ]
    return tuple(loss for loss in found if loss.markets)
