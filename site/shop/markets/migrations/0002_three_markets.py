"""The three markets that the association sells to."""

from django.db import migrations

MARKETS = [
    {
        "code": "uz",
        "name": "Uzbekistan",
        "currency": "UZS",
        "languages": ["uz", "kaa", "ru"],
        "time_zone": "Asia/Tashkent",
        "charges_vat": True,
        "position": 1,
    },
    {
        "code": "jp",
        "name": "Japan",
        "currency": "JPY",
        "languages": ["ja"],
        "time_zone": "Asia/Tokyo",
        "position": 2,
    },
    {
        "code": "intl",
        "name": "International",
        "currency": "USD",
        "languages": [],
        "time_zone": "UTC",
        "is_fallback": True,
        "position": 3,
    },
]


def add(apps, schema_editor):
    Market = apps.get_model("markets", "Market")
    for market in MARKETS:
        Market.objects.get_or_create(code=market["code"], defaults=market)


def remove(apps, schema_editor):
    codes = [market["code"] for market in MARKETS]
    apps.get_model("markets", "Market").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("markets", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
