"""Staff are told once of each certificate that is about to end."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('certification', '0005_entered_by'),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expires', models.DateField(verbose_name='last day')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days before')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='being sent since')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='certification.certificate')),
            ],
            options={
                'verbose_name': 'reminder of a certificate',
                'verbose_name_plural': 'reminders of certificates',
                'ordering': ['certificate', '-days'],
                'constraints': [models.UniqueConstraint(fields=('certificate', 'expires', 'days'), name='certification_reminded_once')],
            },
        ),
    ]
