"""Each market names the list of allergens that its labels follow."""

from django.db import migrations, models


def follow_japan(apps, schema_editor):
    """The others follow the default, the European Union's."""
    apps.get_model("markets", "Market").objects.filter(code="jp").update(allergen_list="japan")


class Migration(migrations.Migration):
    dependencies = [("markets", "0003_words_in_five_languages")]
    operations = [
        migrations.AddField(
            model_name="market",
            name="allergen_list",
            field=models.CharField(
                choices=[("eu", "The European Union's"), ("japan", "Japan's")],
                default="eu",
                help_text="What a food's label must declare here; "
                "the other rules of labels follow it.",
                max_length=10,
                verbose_name="list of allergens",
            ),
        ),
        migrations.RunPython(follow_japan, migrations.RunPython.noop),
    ]
