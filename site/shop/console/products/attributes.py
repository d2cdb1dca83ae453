"""What a kind of product is asked besides: the attributes of its class, as Oscar keeps them."""

from django import forms
from oscar.apps.dashboard.catalogue.forms import ProductForm as OscarProductForm

from shop.catalogue.models import Product


class AttributesForm(forms.Form):
    """Fields by the code of the attribute; a new product has no kind yet, and is asked nothing."""

    def __init__(self, *args, product: Product, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if product.pk is None or product.product_class is None:
            return
        values = {value.attribute_id: value for value in product.get_attribute_values()}
        for attribute in product.product_class.attributes.select_related("option_group"):
            field = OscarProductForm.FIELD_FACTORIES[attribute.type](attribute)
            if field is None:
                continue
            # Of a product in sizes Oscar asks none that must be there.
            field.required = field.required and not product.is_parent
            self.fields[attribute.code] = field
            if attribute.pk in values:
                self.initial[attribute.code] = values[attribute.pk].value
