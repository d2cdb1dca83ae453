
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0038_words_in_five_languages'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='product',
            options={'ordering': ['-date_created'], 'permissions': [('translate_texts', 'Can translate what customers read')], 'verbose_name': 'Product', 'verbose_name_plural': 'Products'},
        ),
    ]
