"""Take a product off the shop for good: kept where something refers to it, else deleted."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import log

from shop.catalogue.models import Product
from shop.catalogue.references import references_to
from shop.partner.models import StockRecord
from shop.rules.errors import ChangedMeanwhile, IllegalTransition, StillReferred


@transaction.atomic
def archive_product(*, product_id: int, by, now: datetime) -> Product:
    """Archive a product or one of its sizes; a second time changes nothing.

    Raises: `IllegalTransition` where it is the last size that its product is sold in.
    """
    product = locked(product_id)
    if product.archived_at is not None:
        return product
    if product.is_child and is_last_size(product):
        raise IllegalTransition(state="last_size", event="archive")
    put_away(product, by=by, now=now)
    return product


def put_away(product: Product, *, by, now: datetime) -> None:
    product.archived_at, product.is_public = now, False
    product.save(update_fields=["archived_at", "is_public", "date_updated"])
    log(instance=product, action="console.archive_product", user=by)


def is_last_size(size: Product) -> bool:
    others = Product.objects.filter(parent=size.parent_id, archived_at=None).exclude(pk=size.pk)
    return size.archived_at is None and not others.exists()


@transaction.atomic
def take_back_product(*, product_id: int, by) -> Product:
    """Take a product out of the archive. It stays hidden until somebody shows it again.

    A size comes back as it was, for it is shown with its product.

    Raises: `IllegalTransition` where its product is not sold in sizes any more.
    """
    product = locked(product_id)
    if product.archived_at is None:
        return product
    if product.is_child and not product.parent.is_parent:
        raise IllegalTransition(state="no_sizes", event="take_back")
    product.archived_at, product.is_public = None, product.is_child
    product.save(update_fields=["archived_at", "is_public", "date_updated"])
    log(instance=product, action="console.take_back_product", user=by)
    return product


@transaction.atomic
def delete_product(*, product_id: int, by) -> None:
    """Delete a product, or a size, that nothing refers to.

    Raises: `StillReferred` where something does, `IllegalTransition` for the last size.
    """
    # Stock before products, as orders do.
    records = StockRecord.objects.select_for_update().filter(product__in=family(product_id))
    list(records.order_by("pk"))
    list(Product.objects.select_for_update().filter(pk__in=family(product_id)).order_by("pk"))
    product = Product.objects.filter(pk=product_id).first()
    if product is None:
        return
    if product.is_child and is_last_size(product):
        raise IllegalTransition(state="last_size", event="delete")
    destroy(product, by=by)


def destroy(product: Product, *, by) -> None:
    found = references_to(product)
    if found:
        raise StillReferred(names=[reference.label for reference in found])
    log(instance=product, action="wagtail.delete", user=by, deleted=True)
    try:
        with transaction.atomic():
            product.delete()
    except ProtectedError as error:
        raise StillReferred(names=sorted({str(each) for each in error.args[1]})) from error


def archive_or_delete(*, product: Product, by, now: datetime) -> None:
    """Put a size away in whichever way is possible; its product is locked already."""
    try:
        with transaction.atomic():
            destroy(product, by=by)
    except StillReferred:
        put_away(product, by=by, now=now)


def locked(product_id: int) -> Product:
    """Raises: `ChangedMeanwhile` where it is gone."""
    rows = Product.objects.select_for_update(no_key=True, of=("self",)).select_related("parent")
    product = rows.filter(pk=product_id).first()
    if product is None:
        raise ChangedMeanwhile(product=product_id)
    return product


def family(product_id: int) -> list[int]:
    sizes = Product.objects.filter(parent=product_id).values_list("pk", flat=True)
    return [product_id, *sizes]
