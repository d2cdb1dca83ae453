"""What staff see of a product in its form, as one short mark.

Two marks that are equal say that nobody has changed anything meanwhile, by whichever form, sheet
or screen. Stock and prices are not in it: they change every day, and are compared one by one.
"""

import json
from hashlib import blake2b

from django.core.serializers.json import DjangoJSONEncoder

from .models import Product, ProductAttributeValue, ProductPicture, ProductRecommendation

#: Columns of the product and of each of its sizes; texts in the shop's first language.
COLUMNS = (
    "pk",
    "structure",
    "product_class_id",
    "title_en",
    "summary_en",
    "description_en",
    "producer_id",
    "picture_id",
    "net_weight_g",
    "net_volume_ml",
    "package_weight_g",
    "upc",
    "slug",
    "priority",
    "is_public",
    "is_discountable",
    "archived_at",
)


def edition_of(product_id: int) -> str:
    """Give the mark of a product as it is kept now. Six queries."""
    sizes = Product.objects.filter(parent=product_id).order_by("pk")
    pictures = ProductPicture.objects.filter(product=product_id)
    recommended = ProductRecommendation.objects.filter(primary=product_id)
    categories = Product.categories.through.objects.filter(product=product_id)
    values = ProductAttributeValue.objects.filter(product=product_id).order_by("attribute")
    seen = [
        list(Product.objects.filter(pk=product_id).values_list(*COLUMNS)),
        list(sizes.values_list(*COLUMNS)),
        list(pictures.values_list("image", flat=True)),
        list(recommended.order_by("-ranking", "pk").values_list("recommendation", flat=True)),
        sorted(categories.values_list("category", flat=True)),
        [(value.attribute_id, str(value.value)) for value in values.select_related("attribute")],
    ]
    return blake2b(json.dumps(seen, cls=DjangoJSONEncoder).encode(), digest_size=12).hexdigest()
