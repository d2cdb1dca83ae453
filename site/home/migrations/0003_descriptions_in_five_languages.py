"""A picture is described in each language."""

from django.db import migrations, models
from django.db.models import F


def keep_english(apps, schema_editor):
    """What was written so far is English."""
    pictures = apps.get_model("home", "CustomImage")._base_manager
    pictures.update(description_en=F("description"))


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0002_site_change'),
    ]

    operations = [
        migrations.AddField(
            model_name='customimage',
            name='description_en',
            field=models.CharField(blank=True, default='', max_length=255, null=True, verbose_name='description'),
        ),
        migrations.AddField(
            model_name='customimage',
            name='description_ja',
            field=models.CharField(blank=True, default='', max_length=255, null=True, verbose_name='description'),
        ),
        migrations.AddField(
            model_name='customimage',
            name='description_kaa',
            field=models.CharField(blank=True, default='', max_length=255, null=True, verbose_name='description'),
        ),
        migrations.AddField(
            model_name='customimage',
            name='description_ru',
            field=models.CharField(blank=True, default='', max_length=255, null=True, verbose_name='description'),
        ),
        migrations.AddField(
            model_name='customimage',
            name='description_uz',
            field=models.CharField(blank=True, default='', max_length=255, null=True, verbose_name='description'),
        ),
        migrations.RunPython(keep_english, migrations.RunPython.noop),
    ]
