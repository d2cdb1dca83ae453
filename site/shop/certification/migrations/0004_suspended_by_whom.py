"""A suspended certificate tells whose change of recipe it waits for, and which."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0003_words_in_five_languages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="certificate",
            name="suspended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recipe changed by",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="suspended_for",
            field=models.JSONField(blank=True, default=dict, verbose_name="change of recipe"),
        ),
    ]
