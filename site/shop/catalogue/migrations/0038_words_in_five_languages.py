"""Each text that customers read gets a column for each language."""

from django.db import migrations, models
from django.db.models import F

WORDS = {
    "Category": ["name", "description"],
    "FoodRecord": ["ingredients", "storage"],
    "Product": ["title", "summary", "description"],
    "ProductClass": ["name"],
}


def keep_english(apps, schema_editor):
    """What was written so far is English."""
    for model, fields in WORDS.items():
        rows = apps.get_model("catalogue", model)._base_manager
        rows.update(**{f"{field}_en": F(field) for field in fields})


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0037_shelf_and_root'),
    ]

    operations = [
        migrations.AddField(
            model_name='category',
            name='description_en',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='category',
            name='description_ja',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='category',
            name='description_kaa',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='category',
            name='description_ru',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='category',
            name='description_uz',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='category',
            name='name_en',
            field=models.CharField(db_index=True, max_length=255, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='category',
            name='name_ja',
            field=models.CharField(db_index=True, max_length=255, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='category',
            name='name_kaa',
            field=models.CharField(db_index=True, max_length=255, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='category',
            name='name_ru',
            field=models.CharField(db_index=True, max_length=255, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='category',
            name='name_uz',
            field=models.CharField(db_index=True, max_length=255, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='ingredients_en',
            field=models.JSONField(blank=True, default=list, help_text='The heaviest first.', null=True, verbose_name='ingredients'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='ingredients_ja',
            field=models.JSONField(blank=True, default=list, help_text='The heaviest first.', null=True, verbose_name='ingredients'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='ingredients_kaa',
            field=models.JSONField(blank=True, default=list, help_text='The heaviest first.', null=True, verbose_name='ingredients'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='ingredients_ru',
            field=models.JSONField(blank=True, default=list, help_text='The heaviest first.', null=True, verbose_name='ingredients'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='ingredients_uz',
            field=models.JSONField(blank=True, default=list, help_text='The heaviest first.', null=True, verbose_name='ingredients'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='storage_en',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='storage'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='storage_ja',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='storage'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='storage_kaa',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='storage'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='storage_ru',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='storage'),
        ),
        migrations.AddField(
            model_name='foodrecord',
            name='storage_uz',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='storage'),
        ),
        migrations.AddField(
            model_name='product',
            name='description_en',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='product',
            name='description_ja',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='product',
            name='description_kaa',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='product',
            name='description_ru',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='product',
            name='description_uz',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='product',
            name='summary_en',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='summary'),
        ),
        migrations.AddField(
            model_name='product',
            name='summary_ja',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='summary'),
        ),
        migrations.AddField(
            model_name='product',
            name='summary_kaa',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='summary'),
        ),
        migrations.AddField(
            model_name='product',
            name='summary_ru',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='summary'),
        ),
        migrations.AddField(
            model_name='product',
            name='summary_uz',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='summary'),
        ),
        migrations.AddField(
            model_name='product',
            name='title_en',
            field=models.CharField(blank=True, max_length=255, null=True, verbose_name='Title'),
        ),
        migrations.AddField(
            model_name='product',
            name='title_ja',
            field=models.CharField(blank=True, max_length=255, null=True, verbose_name='Title'),
        ),
        migrations.AddField(
            model_name='product',
            name='title_kaa',
            field=models.CharField(blank=True, max_length=255, null=True, verbose_name='Title'),
        ),
        migrations.AddField(
            model_name='product',
            name='title_ru',
            field=models.CharField(blank=True, max_length=255, null=True, verbose_name='Title'),
        ),
        migrations.AddField(
            model_name='product',
            name='title_uz',
            field=models.CharField(blank=True, max_length=255, null=True, verbose_name='Title'),
        ),
        migrations.AddField(
            model_name='productclass',
            name='name_en',
            field=models.CharField(max_length=128, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='productclass',
            name='name_ja',
            field=models.CharField(max_length=128, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='productclass',
            name='name_kaa',
            field=models.CharField(max_length=128, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='productclass',
            name='name_ru',
            field=models.CharField(max_length=128, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='productclass',
            name='name_uz',
            field=models.CharField(max_length=128, null=True, verbose_name='Name'),
        ),
        migrations.RunPython(keep_english, migrations.RunPython.noop),
    ]
