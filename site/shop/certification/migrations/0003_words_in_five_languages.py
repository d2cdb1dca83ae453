"""Each text that customers read gets a column for each language."""

from django.db import migrations, models
from django.db.models import F

WORDS = {
    "CertificateKind": ["name", "tests"],
}


def keep_english(apps, schema_editor):
    """What was written so far is English."""
    for model, fields in WORDS.items():
        rows = apps.get_model("certification", model)._base_manager
        rows.update(**{f"{field}_en": F(field) for field in fields})


class Migration(migrations.Migration):

    dependencies = [
        ('certification', '0002_kinds_and_requirements'),
    ]

    operations = [
        migrations.AddField(
            model_name='certificatekind',
            name='name_en',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='name_ja',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='name_kaa',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='name_ru',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='name_uz',
            field=models.CharField(max_length=120, null=True, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='tests_en',
            field=models.CharField(help_text='One plain sentence that customers read: who looks at what.', max_length=300, null=True, verbose_name='what is tested'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='tests_ja',
            field=models.CharField(help_text='One plain sentence that customers read: who looks at what.', max_length=300, null=True, verbose_name='what is tested'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='tests_kaa',
            field=models.CharField(help_text='One plain sentence that customers read: who looks at what.', max_length=300, null=True, verbose_name='what is tested'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='tests_ru',
            field=models.CharField(help_text='One plain sentence that customers read: who looks at what.', max_length=300, null=True, verbose_name='what is tested'),
        ),
        migrations.AddField(
            model_name='certificatekind',
            name='tests_uz',
            field=models.CharField(help_text='One plain sentence that customers read: who looks at what.', max_length=300, null=True, verbose_name='what is tested'),
        ),
        migrations.RunPython(keep_english, migrations.RunPython.noop),
    ]
