"""The product page shows its maker, whether there is a story or not."""

import django.db.models.deletion
from django.db import migrations, models


def take_from_stories(apps, schema_editor):
    for story in apps.get_model("producers", "ProducerPage").objects.exclude(portrait=None):
        apps.get_model("producers", "Producer").objects.filter(pk=story.producer_id).update(
            portrait=story.portrait_id
        )


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0002_site_change'),
        ('producers', '0002_words_in_five_languages'),
    ]

    operations = [
        migrations.AddField(
            model_name='producer',
            name='portrait',
            field=models.ForeignKey(blank=True, help_text='Stands beside the name on the pages of products.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='home.customimage', verbose_name='portrait'),
        ),
        migrations.RunPython(take_from_stories, migrations.RunPython.noop),
    ]
