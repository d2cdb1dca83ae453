"""Each text that customers read gets a column for each language."""

from django.db import migrations, models
from django.db.models import F

WORDS = {
    "Market": ["name"],
}


def keep_english(apps, schema_editor):
    """What was written so far is English."""
    for model, fields in WORDS.items():
        rows = apps.get_model("markets", model)._base_manager
        rows.update(**{f"{field}_en": F(field) for field in fields})


class Migration(migrations.Migration):

    dependencies = [
        ('markets', '0002_three_markets'),
    ]

    operations = [
        migrations.AddField(
            model_name='market',
            name='name_en',
            field=models.CharField(max_length=60, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='market',
            name='name_ja',
            field=models.CharField(max_length=60, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='market',
            name='name_kaa',
            field=models.CharField(max_length=60, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='market',
            name='name_ru',
            field=models.CharField(max_length=60, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='market',
            name='name_uz',
            field=models.CharField(max_length=60, null=True, verbose_name='name'),
        ),
        migrations.RunPython(keep_english, migrations.RunPython.noop),
    ]
