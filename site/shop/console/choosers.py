"""Lets editors pick a product by its name and picture of mind, never by a number."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, CreateView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from shop.selectors import public_products


class TitleFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
        required=False,
    )

    def filter(self, objects):
        query = self.cleaned_data["q"]
        if query:
            self.search_query = query
            self.is_searching = True
            objects = objects.filter(title__icontains=query)
        return super().filter(objects)


class ProductChooseView(ChooseView):
    filter_form_class = TitleFilterForm


class ProductChooseResultsView(ChooseResultsView):
    filter_form_class = TitleFilterForm


class NoCreateView(CreateView):
    """A product is made in its own form, not while a story is written."""

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


class ProductChooserViewSet(ChooserViewSet):
    model = "catalogue.Product"
    icon = "tag"
    choose_view_class = ProductChooseView
    choose_results_view_class = ProductChooseResultsView
    create_view_class = NoCreateView
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    edit_item_text = _("Edit this product")
    per_page = 20

    def get_object_list(self):
        """Give what has a page of its own; a story shows the honey, not one of its jars."""
        return public_products().select_related("producer").order_by("title")


product_chooser = ProductChooserViewSet("product_chooser", url_prefix="product-chooser")
