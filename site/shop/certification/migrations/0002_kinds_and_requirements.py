"""The kinds of certificate, and which market asks for which of which product class."""

from django.db import migrations

#: code, name, what is tested
KINDS = [
    (
        "sanitary",
        "Sanitary and epidemiological conclusion",
        "The public health service looked at the recipe, the workshop and samples of the food.",
    ),
    (
        "veterinary",
        "Veterinary certificate",
        "A state veterinarian looked at the hives and tested the honey.",
    ),
    (
        "phytosanitary",
        "Phytosanitary certificate",
        "Plant quarantine inspectors looked at the dried fruit for pests and disease.",
    ),
    (
        "conformity",
        "Certificate of conformity",
        "A testing laboratory confirmed that the product meets its national standard.",
    ),
]

HOME = ["uz"]
ABROAD = ["jp", "intl"]

#: product class → (kind, the markets that ask for it)
REQUIREMENTS = {
    "honey": [("sanitary", HOME + ABROAD), ("veterinary", HOME + ABROAD)],
    "cookies": [("sanitary", HOME + ABROAD), ("conformity", ABROAD)],
    "oil": [("sanitary", HOME + ABROAD), ("conformity", ABROAD)],
    "preserve": [("sanitary", HOME + ABROAD), ("conformity", ABROAD)],
    "dried_fruit": [("sanitary", HOME + ABROAD), ("phytosanitary", ABROAD)],
    "confectionery": [("sanitary", HOME + ABROAD), ("conformity", ABROAD)],
    "cereal": [("sanitary", HOME + ABROAD), ("conformity", ABROAD)],
    "toy": [("conformity", HOME + ABROAD)],
}


def add(apps, schema_editor):
    Kind = apps.get_model("certification", "CertificateKind")
    Requirement = apps.get_model("certification", "Requirement")
    Market = apps.get_model("markets", "Market")
    ProductClass = apps.get_model("catalogue", "ProductClass")
    for code, name, tests in KINDS:
        Kind.objects.get_or_create(code=code, defaults={"name": name, "tests": tests})
    for class_slug, asked in REQUIREMENTS.items():
        for kind, markets in asked:
            for market in markets:
                Requirement.objects.get_or_create(
                    market=Market.objects.get(code=market),
                    product_class=ProductClass.objects.get(slug=class_slug),
                    kind=Kind.objects.get(code=kind),
                )


def remove(apps, schema_editor):
    codes = [code for code, _, _ in KINDS]
    apps.get_model("certification", "Requirement").objects.filter(kind__code__in=codes).delete()
    apps.get_model("certification", "CertificateKind").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0001_initial"),
        ("markets", "0002_three_markets"),
        ("catalogue", "0036_product_classes"),
    ]
    operations = [migrations.RunPython(add, remove)]
