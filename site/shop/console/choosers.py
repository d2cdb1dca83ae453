"""Lets editors pick a product by its name and picture of mind, never by a number."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

from shop.selectors import public_products


class ProductChooserViewSet(ChooserViewSet):
    model = "catalogue.Product"
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    edit_item_text = _("Edit this product")
    per_page = 20

    def get_object_list(self):
        """Give what has a page of its own; a story shows the honey, not one of its jars."""
        return public_products().select_related("producer").order_by("title")


product_chooser = ProductChooserViewSet("product_chooser", url_prefix="product-chooser")
