"""Put a product or a size away: archived where something refers to it, else deleted."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from shop.catalogue.models import Product
from shop.catalogue.references import references_to
from shop.rules.errors import ChangedMeanwhile, IllegalTransition, StillReferred
from shop.services.product_archive import archive_product, delete_product, take_back_product

may_change = permission_required("catalogue.change_product", raise_exception=True)


@require_safe
@may_change
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what refers to a product, and what can be done with it."""
    product = get_object_or_404(Product.objects.select_related("parent"), pk=pk)
    finder = AdminURLFinder(request.user)
    references = [
        {
            "label": reference.label,
            "count": reference.count,
            "records": [
                {"name": str(record), "url": url_of(record, finder)} for record in reference.records
            ],
        }
        for reference in references_to(product)
    ]
    context = {
        "product": product,
        "root": product.root,
        "references": references,
        "may_delete": not references and request.user.has_perm("catalogue.delete_product"),
    }
    return render(request, "console/products/archive.html", context)


def url_of(record, finder: AdminURLFinder) -> str:
    """Give where a record is looked at; "" where whoever asks may not, or there is no screen."""
    if record._meta.label == "order.Line":
        record = record.order
    if record._meta.label == "order.Order" and finder.user.has_perm("order.view_order"):
        return reverse("console:order", args=[record.pk])
    return finder.get_edit_url(record) or ""


@require_POST
@may_change
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        product = archive_product(product_id=pk, by=request.user, now=timezone.now())
    except ChangedMeanwhile:
        return gone(request)
    except IllegalTransition:
        messages.warning(request, last_size_words())
        return redirect("products:archive", pk)
    messages.success(
        request, _("“%(title)s” is in the archive, and off the shop.") % {"title": product}
    )
    return redirect("products:edit", product.root.pk)


@require_POST
@may_change
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        product = take_back_product(product_id=pk, by=request.user)
    except ChangedMeanwhile:
        return gone(request)
    except IllegalTransition:
        messages.warning(
            request, _("The product is not sold in sizes any more, so this one has no place.")
        )
        return redirect("products:archive", pk)
    words = (
        _("“%(title)s” is sold again.")
        if product.is_child
        else _("“%(title)s” is out of the archive. It is hidden until you tick “public” and save.")
    )
    messages.success(request, words % {"title": product})
    return redirect("products:edit", product.root.pk)


@require_POST
@may_change
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("catalogue.delete_product"):
        raise PermissionDenied
    product = Product.objects.select_related("parent").filter(pk=pk).first()
    if product is None:
        return gone(request)
    title = str(product)
    try:
        delete_product(product_id=pk, by=request.user)
    except StillReferred:
        messages.warning(
            request,
            _("Meanwhile something refers to it, so it was kept. It can be archived."),
        )
        return redirect("products:archive", pk)
    except IllegalTransition:
        messages.warning(request, last_size_words())
        return redirect("products:archive", pk)
    messages.success(request, _("“%(title)s” is deleted.") % {"title": title})
    if product.is_child:
        return redirect("products:edit", product.parent_id)
    return redirect("products:index")


def last_size_words() -> str:
    return _("This is the last size of its product. Archive the product instead.")


def gone(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("This product is not there any more."))
    return redirect("products:index")
