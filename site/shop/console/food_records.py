"""Food records in the admin: for which markets each label is complete, and its form."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from shop.catalogue.models import FoodRecord
from shop.catalogue.words import items_in_words
from shop.rules.errors import ChangedMeanwhile
from shop.rules.food import Item
from shop.selectors import missing_food_items

from .base import PrefilledCreateView
from .food_form import CHANGED_MEANWHILE, HAS_ONE_MEANWHILE, FoodRecordForm


def label_states(record: FoodRecord, markets) -> list[dict]:
    """Give `name` and `missing` (in words, "" where nothing is) of each market.

    A product in sizes is complete where all of its sizes are.
    """
    product = record.product
    sold = list(product.children.all()) if product.is_parent else [product]
    for size in sold:
        if size.is_child:
            size.parent = product
    return [
        {"name": market.name, "missing": items_in_words(missing_of(sold, market))}
        for market in markets
    ]


def missing_of(sold, market) -> list[Item]:
    missing = {item for size in sold for item in missing_food_items(size, market=market)}
    return [item for item in Item if item in missing]


class LabelColumn(Column):
    """What is missing for which market; the markets come with the request."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        states = label_states(instance, parent_context["request"].markets)
        lacking = [f"{state['name']}: {state['missing']}" for state in states if state["missing"]]
        return context | {"value": "; ".join(lacking) or _("Complete everywhere")}

    def get_value(self, instance):
        return ""


class FoodRecordCreateView(PrefilledCreateView):
    prefilled = ("product",)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ChangedMeanwhile:
            form.add_error("product", HAS_ONE_MEANWHILE)
            self.is_valid(form)
            return self.form_invalid(form)


class FoodRecordEditView(EditView):
    can_delete = False

    def form_valid(self, form):
        """Answer in the form where somebody else saved between the check and the save."""
        try:
            return super().form_valid(form)
        except ChangedMeanwhile:
            form.add_error(None, CHANGED_MEANWHILE)
            self.is_valid(form)
            return self.form_invalid(form)

    def get_context_data(self, **kwargs):
        """Tell what the record as it is kept lacks, whatever stands in the form."""
        kept = FoodRecord.objects.select_related("product__product_class").get(pk=self.object.pk)
        return super().get_context_data(labels=label_states(kept, self.request.markets), **kwargs)


class FoodRecordDeleteView(DeleteView):
    """Nobody deletes a record: written anew, its recipe would be one that nobody confirmed."""

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


class FoodRecordViewSet(ModelViewSet):
    model = FoodRecord
    copy_view_enabled = False
    add_view_class = FoodRecordCreateView
    edit_view_class = FoodRecordEditView
    delete_view_class = FoodRecordDeleteView
    create_template_name = "console/food_record.html"
    edit_template_name = "console/food_record.html"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Food records")
    list_display = [
        "product",
        LabelColumn("label", label=gettext_lazy("The label lacks")),
        "hs_code",
        "shelf_life_days",
    ]
    search_fields = ["product__title"]
    label_panels = [
        MultiFieldPanel(
            [
                FieldPanel("ingredients"),
                FieldPanel("allergens"),
                FieldPanel("has_no_allergens"),
                FieldPanel("may_contain"),
                FieldPanel("contains_honey"),
            ],
            heading=gettext_lazy("What is in it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("storage"),
                FieldRowPanel([FieldPanel("shelf_life_days"), FieldPanel("origin_country")]),
                FieldPanel("hs_code"),
            ],
            heading=gettext_lazy("Keeping and origin"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("nutrition_energy_kj"),
                        FieldPanel("nutrition_energy_kcal"),
                    ]
                ),
                FieldRowPanel([FieldPanel("nutrition_fat"), FieldPanel("nutrition_saturates")]),
                FieldRowPanel(
                    [FieldPanel("nutrition_carbohydrate"), FieldPanel("nutrition_sugars")]
                ),
                FieldRowPanel([FieldPanel("nutrition_protein"), FieldPanel("nutrition_salt")]),
            ],
            heading=gettext_lazy("Nutrition in 100 g, or in 100 ml"),
        ),
    ]
    edit_handler = ObjectList(
        [FieldPanel("product"), *label_panels], base_form_class=FoodRecordForm
    )

    def get_edit_view_kwargs(self, **kwargs):
        """Leave the product out: the title of the page names it."""
        panel = ObjectList(self.label_panels, base_form_class=FoodRecordForm)
        kwargs = super().get_edit_view_kwargs(**kwargs)
        return kwargs | {"panel": panel.bind_to_model(self.model)}

    def get_index_view_kwargs(self, **kwargs):
        records = FoodRecord.objects.filter(product__archived_at=None)
        records = records.select_related("product__product_class")
        return super().get_index_view_kwargs(
            queryset=records.prefetch_related("product__children"), **kwargs
        )
