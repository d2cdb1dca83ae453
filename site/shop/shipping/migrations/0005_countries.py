"""The world's countries, so that addresses and zones can name them. Source: ISO 3166-1."""

import pycountry
from django.db import migrations


def add(apps, schema_editor):
    Country = apps.get_model("address", "Country")
    known = set(Country.objects.values_list("iso_3166_1_a2", flat=True))
    Country.objects.bulk_create(
        Country(
            iso_3166_1_a2=country.alpha_2,
            iso_3166_1_a3=country.alpha_3,
            iso_3166_1_numeric=country.numeric,
            printable_name=getattr(country, "common_name", country.name),
            name=getattr(country, "official_name", country.name),
            is_shipping_country=True,
        )
        for country in pycountry.countries
        if country.alpha_2 not in known
    )


class Migration(migrations.Migration):
    dependencies = [
        ("shipping", "0004_zones_and_bands"),
        ("address", "0007_useraddress_code"),
    ]
    # Addresses may refer to countries by the time this is undone: they stay.
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
