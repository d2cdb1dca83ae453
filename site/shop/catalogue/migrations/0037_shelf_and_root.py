
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0036_product_classes'),
        ('home', '0002_site_change'),
        ('producers', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='product',
            index=models.Index(fields=['-priority', 'id', 'is_public', 'structure'], name='catalogue_shelf'),
        ),
        migrations.AddIndex(
            model_name='product',
            index=models.Index(django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.Coalesce('parent', 'id'), models.BigIntegerField()), name='catalogue_root'),
        ),
    ]
