"""Make and change a product; what is in the way of its sale stands above the form."""

from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.widgets.button import Button, HeaderButton

from shop.catalogue.models import Product
from shop.certification.models import Certificate
from shop.console.papers import paper_state
from shop.offers import SIZE_ORDER
from shop.rules.errors import ChangedMeanwhile, OutOfStock

from .form import CHANGED_MEANWHILE
from .states import standings

TEMPLATE = "console/products/form.html"
MORE_PROMISED = (
    "Meanwhile more pieces were promised to orders than you counted. Nothing was saved; please "
    "open this anew and count again."
)
NUMBER_TAKEN = "Meanwhile another thing has got one of these article numbers. Nothing was saved."


class SavesProduct:
    """Answers in the form where somebody else was quicker between the check and the save."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ChangedMeanwhile:
            return self.refuse(form, CHANGED_MEANWHILE)
        except OutOfStock:
            return self.refuse(form, _(MORE_PROMISED))
        except IntegrityError:
            return self.refuse(form, _(NUMBER_TAKEN))

    def refuse(self, form, words: str):
        if form.is_new:
            form.instance.pk = form.instance.id = None
            form.instance._state.adding = True
        form.add_error(None, words)
        self.is_valid(form)
        return self.form_invalid(form)

    def get_success_url(self) -> str:
        """Stay with the product: above its form stands what is still in the way."""
        return self.get_edit_url()

    def get_success_buttons(self) -> list:
        return []


class ProductCreateView(SavesProduct, CreateView):
    def get_form_kwargs(self) -> dict:
        kwargs = super().get_form_kwargs()
        number = self.request.GET.get("from", "")
        if self.request.method == "GET" and number.isdecimal() and len(number) < 12:
            source = Product.objects.exclude(structure=Product.CHILD).filter(pk=number)
            kwargs["copied"] = source.first()
        return kwargs


class ProductEditView(SavesProduct, EditView):
    can_delete = False

    def get(self, request, *args, **kwargs):
        """Lead from a size to the form of its product, where it has its row."""
        size = Product.objects.filter(pk=self.object_pk, structure=Product.CHILD).first()
        if size is not None:
            return redirect("products:edit", size.parent_id)
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return Product.objects.exclude(structure=Product.CHILD)

    @property
    def header_more_buttons(self) -> list:
        archive = reverse("products:archive", args=[self.object.pk])
        label = _("Take out of the archive") if self.object.archived_at else _("Archive or delete")
        buttons = [Button(label, url=archive, icon_name="bin", priority=30)]
        if self.user_has_permission("add"):
            url = f"{reverse('products:add')}?from={self.object.pk}"
            buttons.append(Button(_("New from this one"), url=url, icon_name="copy", priority=20))
        return buttons

    @property
    def header_buttons(self) -> list:
        if not self.object.is_public:
            return []
        url = self.object.get_absolute_url()
        return [HeaderButton(_("See it in the shop"), url=url, icon_name="view")]

    def get_context_data(self, **kwargs):
        """Tell where it is on sale as it is kept, whatever stands in the form."""
        kept = Product.objects.select_related("product_class", "producer", "food", "picture")
        product = kept.get(pk=self.object.pk)
        sizes = list(product.children.filter(archived_at=None).order_by(*SIZE_ORDER))
        for size in sizes:
            size.parent = product
        user, now = self.request.user, timezone.now()
        is_public = product.is_public
        if product.archived_at is None:
            # Of what is hidden the gate is asked what it will say once somebody shows it.
            product.is_public = True
        food = product.food_or_none
        return super().get_context_data(
            kept=product,
            is_public=is_public,
            standings=standings(
                (sizes or [product]) if product.is_parent else [product],
                markets=self.request.markets,
                now=now,
                user=user,
            ),
            certificates=covering(product, sizes, user=user),
            food=food if user.has_perm("catalogue.change_foodrecord") else None,
            may_translate=user.has_perm("catalogue.translate_texts"),
            **kwargs,
        )


def covering(product: Product, sizes: list[Product], *, user) -> list[dict]:
    """Give the certificates that cover a product or one of its sizes, in one query."""
    if not user.has_perm("certification.view_certificate"):
        return []
    ids = [product.pk, *(size.pk for size in sizes)]
    papers = Certificate.objects.filter(products__in=ids).distinct().select_related("kind")
    today = timezone.localdate()
    return [
        {
            "name": f"{paper.kind.name}, {paper.number}",
            "url": reverse("certificates:inspect", args=[paper.pk]),
            "state": paper_state(paper, today).label,
        }
        for paper in papers.order_by("kind__name", "-expires", "pk")
    ]
