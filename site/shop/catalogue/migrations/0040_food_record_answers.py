"""The food record answers by itself: honey or not, no allergens, and how often it changed."""

import re

from django.db import migrations, models

HONEY = re.compile(r"\bhoney\b", re.IGNORECASE)


def answer(apps, schema_editor):
    """Take the honey from today's ingredients, which are written in English.

    Of the demonstration it is known that an empty list of allergens means none; of all other
    foods somebody has to say so.
    """
    records = apps.get_model("catalogue", "FoodRecord").objects.all()
    ingredients = dict(records.values_list("pk", "ingredients"))
    with_honey = [
        pk for pk, parts in ingredients.items() if any(HONEY.search(part) for part in parts)
    ]
    records.filter(pk__in=with_honey).update(contains_honey=True)
    demonstration = records.filter(product__is_demo=True).values_list("pk", "allergens")
    without = [pk for pk, allergens in demonstration if not allergens]
    records.filter(pk__in=without).update(has_no_allergens=True)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0039_translate_texts")]
    operations = [
        migrations.AddField(
            model_name="foodrecord",
            name="contains_honey",
            field=models.BooleanField(
                default=False,
                help_text="Then its page warns, in every language: "
                "not for infants under one year.",
                verbose_name="contains honey",
            ),
        ),
        migrations.AddField(
            model_name="foodrecord",
            name="has_no_allergens",
            field=models.BooleanField(
                default=False,
                help_text="Somebody looked, and there are none. An empty list alone says nothing.",
                verbose_name="none of these",
            ),
        ),
        migrations.AddField(
            model_name="foodrecord",
            name="version",
            field=models.PositiveIntegerField(
                default=1,
                editable=False,
                help_text="Goes up with each change, so that two people cannot overwrite "
                "each other.",
            ),
        ),
        migrations.RunPython(answer, migrations.RunPython.noop),
    ]
