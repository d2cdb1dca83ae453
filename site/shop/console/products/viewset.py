"""Products in the admin: their list, their one form, and the way into the archive."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView

from shop.catalogue.models import Product
from shop.console.base import ShopViewSet

from . import archive
from .form import ProductForm
from .listing import (
    PictureColumn,
    ProductFilterSet,
    ProductIndexView,
    ShownColumn,
    StatesColumn,
    listed_products,
)
from .views import TEMPLATE, ProductCreateView, ProductEditView

#: What a phone has no room for; the form shows it.
WIDE = "product-wide"


class ProductDeleteView(DeleteView):
    """Whoever comes by an old address is shown what refers to the product first."""

    def dispatch(self, request, *args, **kwargs):
        return archive.ask(request, pk=int(kwargs["pk"]))


class ProductViewSet(ShopViewSet):
    model = Product
    icon = "tag"
    menu_label = _("Products")
    index_view_class = ProductIndexView
    add_view_class = ProductCreateView
    edit_view_class = ProductEditView
    delete_view_class = ProductDeleteView
    index_template_name = "console/products/index.html"
    create_template_name = edit_template_name = TEMPLATE
    filterset_class = ProductFilterSet
    list_per_page = 50
    ordering = ["title", "pk"]
    search_fields = ["title"]
    list_display = [
        "title",
        PictureColumn("picture", label=_("Picture")),
        Column(
            "producer",
            label=_("Producer"),
            accessor="producer.name",
            sort_key="producer__name",
            classname=WIDE,
        ),
        StatesColumn("states", label=_("On sale in")),
        Column("left", label=_("Left to sell"), sort_key="left"),
        ShownColumn("is_public", label=_("Shown"), sort_key="is_public", classname=WIDE),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("product_class", heading=_("Kind")),
                    FieldPanel("title"),
                    FieldPanel("summary"),
                    FieldPanel("description"),
                    FieldPanel("producer"),
                    FieldPanel("categories"),
                ],
                heading=_("What it is"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("is_public", heading=_("Public")),
                            FieldPanel("is_discountable", heading=_("Offers may lower its price")),
                        ]
                    ),
                    FieldPanel("slug"),
                ],
                heading=_("In the shop"),
            ),
            FieldPanel("picture", heading=_("Picture")),
        ],
        base_form_class=ProductForm,
    )

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(**kwargs) | {"queryset": listed_products()}

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("archive/<int:pk>/", archive.ask, name="archive"),
            path("archive/<int:pk>/yes/", archive.archive, name="archive-yes"),
            path("archive/<int:pk>/take-back/", archive.take_back, name="take-back"),
            path("archive/<int:pk>/delete/", archive.delete, name="delete-yes"),
        ]
