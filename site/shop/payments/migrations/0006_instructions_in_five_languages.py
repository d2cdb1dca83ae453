"""How to pay is written in each language."""

from django.db import migrations, models
from django.db.models import F


def keep_english(apps, schema_editor):
    """What was written so far is English."""
    options = apps.get_model("payments", "PaymentOption")._base_manager
    options.update(instructions_en=F("instructions"))


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0005_limits_not_negative'),
    ]

    operations = [
        migrations.AddField(
            model_name='paymentoption',
            name='instructions_en',
            field=models.TextField(blank=True, help_text='For a bank transfer: bank, account and holder, as customers read them.', null=True, verbose_name='how to pay'),
        ),
        migrations.AddField(
            model_name='paymentoption',
            name='instructions_ja',
            field=models.TextField(blank=True, help_text='For a bank transfer: bank, account and holder, as customers read them.', null=True, verbose_name='how to pay'),
        ),
        migrations.AddField(
            model_name='paymentoption',
            name='instructions_kaa',
            field=models.TextField(blank=True, help_text='For a bank transfer: bank, account and holder, as customers read them.', null=True, verbose_name='how to pay'),
        ),
        migrations.AddField(
            model_name='paymentoption',
            name='instructions_ru',
            field=models.TextField(blank=True, help_text='For a bank transfer: bank, account and holder, as customers read them.', null=True, verbose_name='how to pay'),
        ),
        migrations.AddField(
            model_name='paymentoption',
            name='instructions_uz',
            field=models.TextField(blank=True, help_text='For a bank transfer: bank, account and holder, as customers read them.', null=True, verbose_name='how to pay'),
        ),
        migrations.RunPython(keep_english, migrations.RunPython.noop),
    ]
