"""What may not be sent where; weight bands that are edited together with their zone."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('address', '0007_useraddress_code'),
        ('catalogue', '0037_shelf_and_root'),
        ('markets', '0005_thresholds_and_live_fallback'),
        ('shipping', '0006_words_in_five_languages'),
    ]

    operations = [
        migrations.AlterField(
            model_name='shippingband',
            name='zone',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='shipping.shippingzone'),
        ),
        migrations.AlterField(
            model_name='shippingzone',
            name='countries',
            field=models.ManyToManyField(related_name='shipping_zones', to='address.country', verbose_name='countries'),
        ),
        migrations.AlterField(
            model_name='shippingzone',
            name='market',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='zones', to='markets.market', verbose_name='market'),
        ),
        migrations.CreateModel(
            name='ShippingRestriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(help_text='One plain sentence that customers read: why we may not send it there.', max_length=300, verbose_name='reason')),
                ('reason_en', models.CharField(help_text='One plain sentence that customers read: why we may not send it there.', max_length=300, null=True, verbose_name='reason')),
                ('reason_ru', models.CharField(help_text='One plain sentence that customers read: why we may not send it there.', max_length=300, null=True, verbose_name='reason')),
                ('reason_uz', models.CharField(help_text='One plain sentence that customers read: why we may not send it there.', max_length=300, null=True, verbose_name='reason')),
                ('reason_ja', models.CharField(help_text='One plain sentence that customers read: why we may not send it there.', max_length=300, null=True, verbose_name='reason')),
                ('reason_kaa', models.CharField(help_text='One plain sentence that customers read: why we may not send it there.', max_length=300, null=True, verbose_name='reason')),
                ('countries', models.ManyToManyField(related_name='shipping_restrictions', to='address.country', verbose_name='countries')),
                ('product', models.ForeignKey(blank=True, help_text='With all its sizes.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='shipping_restrictions', to='catalogue.product', verbose_name='product')),
                ('product_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='shipping_restrictions', to='catalogue.productclass', verbose_name='kind of product')),
            ],
            options={
                'verbose_name': 'destination not allowed',
                'verbose_name_plural': 'destinations not allowed',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('product', None), ('product_class__isnull', False)), models.Q(('product__isnull', False), ('product_class', None)), _connector='OR'), name='shipping_restriction_of_one_thing', violation_error_message='Choose either a kind of product or one product.')],
            },
        ),
    ]
