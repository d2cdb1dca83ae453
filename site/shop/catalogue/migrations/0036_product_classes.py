"""The kinds of things that the association sells."""

from django.db import migrations

#: slug, name, is it food
PRODUCT_CLASSES = [
    ("honey", "Honey", True),
    ("cookies", "Biscuits", True),
    ("oil", "Oil", True),
    ("preserve", "Preserve", True),
    ("dried_fruit", "Dried fruit", True),
    ("confectionery", "Confectionery", True),
    ("cereal", "Cereal", True),
    ("toy", "Toy", False),
]


def add(apps, schema_editor):
    ProductClass = apps.get_model("catalogue", "ProductClass")
    for slug, name, is_food in PRODUCT_CLASSES:
        ProductClass.objects.get_or_create(
            slug=slug, defaults={"name": name, "is_food": is_food, "requires_shipping": True}
        )


def remove(apps, schema_editor):
    slugs = [slug for slug, _, _ in PRODUCT_CLASSES]
    apps.get_model("catalogue", "ProductClass").objects.filter(slug__in=slugs).delete()


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0035_product_producer")]
    operations = [migrations.RunPython(add, remove)]
