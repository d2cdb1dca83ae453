from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_options_and_sums")]
    operations = [
        migrations.AlterField(
            model_name="refund",
            name="key",
            field=models.CharField(max_length=64, unique=True),
        )
    ]
