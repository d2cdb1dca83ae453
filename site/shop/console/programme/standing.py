"""What is known of participants: evidence, things, and whether any of these is on sale."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q

from producers.models import Evidence, Producer
from producers.rules.programme import Standing
from producers.rules.stages import Stage
from shop.catalogue.models import Product
from shop.markets.models import Market
from shop.selectors import sale_facts, with_facts

KIND = Evidence.Kind


def standings(
    producers: Iterable[Producer], now: datetime, *, by_leaps: bool = False
) -> dict[int, Standing]:
    """Give the standing of each, by id. A fixed number of queries.

    Whether something is on sale is asked of those alone who could take the last step next; of
    everybody where stages may be left out (`by_leaps`).
    """
    producers = list(producers)
    asked = [p.pk for p in producers if by_leaps or p.stage == Stage.CERTIFICATION]
    selling = makers_on_sale(asked, now)
    rows = Producer.objects.filter(pk__in=[producer.pk for producer in producers]).annotate(
        trainings=of_kind(KIND.TRAINING),
        equipment=of_kind(KIND.EQUIPMENT),
        documents=of_kind(KIND.DOCUMENT),
        made=Count("products", distinct=True),
    )
    return {
        row.pk: Standing(
            trainings=row.trainings,
            equipment=row.equipment,
            documents=row.documents,
            products=row.made,
            on_sale=int(row.pk in selling),
        )
        for row in rows
    }


def of_kind(kind: str) -> Count:
    return Count("evidence", filter=Q(evidence__kind=kind), distinct=True)


def makers_on_sale(producer_ids: list[int], now: datetime) -> set[int]:
    """Give those of whose things at least one may be bought in some market now."""
    if not producer_ids:
        return set()
    made = Q(producer__in=producer_ids) | Q(parent__producer__in=producer_ids)
    ids = Product.objects.filter(made, is_public=True).exclude(structure=Product.PARENT)
    products = with_facts(ids=list(ids.values_list("pk", flat=True)))
    found = set()
    for market in Market.objects.live().with_required_kinds():
        facts = sale_facts(products, market=market, now=now)
        found |= {p.root.producer_id for p in products if facts[p.pk].state.is_buyable}
    return found
