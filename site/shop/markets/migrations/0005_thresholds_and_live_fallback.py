"""The smallest order, free delivery, and a fallback market that is always live."""

import django.core.validators
from decimal import Decimal
from django.db import migrations, models


def switch_fallback_on(apps, schema_editor):
    apps.get_model("markets", "Market").objects.filter(is_fallback=True).update(is_live=True)


class Migration(migrations.Migration):

    dependencies = [
        ('markets', '0004_allergen_list'),
    ]

    operations = [
        migrations.AddField(
            model_name='market',
            name='free_delivery_from',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='What the things come to, after offers. Empty: delivery is never free.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='delivery is free from'),
        ),
        migrations.AddField(
            model_name='market',
            name='minimum_order',
            field=models.DecimalField(decimal_places=2, default=0, help_text='What the things must come to, after offers and without delivery. 0: none.', max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='smallest order'),
        ),
        migrations.RunPython(switch_fallback_on, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='market',
            constraint=models.CheckConstraint(condition=models.Q(('is_fallback', False), ('is_live', True), _connector='OR'), name='markets_fallback_is_live'),
        ),
        migrations.AddConstraint(
            model_name='market',
            constraint=models.CheckConstraint(condition=models.Q(('minimum_order__gte', 0), models.Q(('free_delivery_from', None), ('free_delivery_from__gt', 0), _connector='OR')), name='markets_thresholds_positive'),
        ),
    ]
