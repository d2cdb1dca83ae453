"""Each text that customers read gets a column for each language."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

WORDS = {
    "Producer": ["name", "craft"],
}


def keep_english(apps, schema_editor):
    """What was written so far is English."""
    for model, fields in WORDS.items():
        rows = apps.get_model("producers", model)._base_manager
        rows.update(**{f"{field}_en": F(field) for field in fields})


class Migration(migrations.Migration):

    dependencies = [
        ('producers', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='producer',
            name='craft_en',
            field=models.CharField(help_text='A few words: what is made.', max_length=80, null=True, verbose_name='craft'),
        ),
        migrations.AddField(
            model_name='producer',
            name='craft_ja',
            field=models.CharField(help_text='A few words: what is made.', max_length=80, null=True, verbose_name='craft'),
        ),
        migrations.AddField(
            model_name='producer',
            name='craft_kaa',
            field=models.CharField(help_text='A few words: what is made.', max_length=80, null=True, verbose_name='craft'),
        ),
        migrations.AddField(
            model_name='producer',
            name='craft_ru',
            field=models.CharField(help_text='A few words: what is made.', max_length=80, null=True, verbose_name='craft'),
        ),
        migrations.AddField(
            model_name='producer',
            name='craft_uz',
            field=models.CharField(help_text='A few words: what is made.', max_length=80, null=True, verbose_name='craft'),
        ),
        migrations.AddField(
            model_name='producer',
            name='name_en',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='producer',
            name='name_ja',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='producer',
            name='name_kaa',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='producer',
            name='name_ru',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='producer',
            name='name_uz',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='producerpage',
            name='producer',
            field=models.ForeignKey(help_text='The same in every language.', on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='producers.producer', verbose_name='producer'),
        ),
        migrations.RunPython(keep_english, migrations.RunPython.noop),
    ]
