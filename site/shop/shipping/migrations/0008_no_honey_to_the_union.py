"""No honey into the European Union, until somebody has verified that it may enter.

The Union takes food of animal origin only from countries that it lists for it, and Uzbekistan
is not verified as listed for honey. Source: Commission Implementing Regulation (EU) 2021/405.
"""

from django.db import migrations

from shop.rules.countries import EUROPEAN_UNION

HONEY = "honey"
REASON = (
    "The European Union takes honey only from countries on its list, and we are not sure yet "
    "that Uzbekistan is on it."
)


def add(apps, schema_editor):
    honey = apps.get_model("catalogue", "ProductClass").objects.filter(slug=HONEY).first()
    if honey is None:
        return
    restriction, created = apps.get_model("shipping", "ShippingRestriction").objects.get_or_create(
        product_class=honey, reason=REASON, defaults={"reason_en": REASON}
    )
    if created:
        Country = apps.get_model("address", "Country")
        restriction.countries.set(Country.objects.filter(pk__in=EUROPEAN_UNION))


def remove(apps, schema_editor):
    restrictions = apps.get_model("shipping", "ShippingRestriction").objects
    restrictions.filter(product_class__slug=HONEY, reason=REASON).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("shipping", "0007_restrictions_and_inline_bands"),
        ("catalogue", "0036_product_classes"),
    ]
    operations = [migrations.RunPython(add, remove)]
