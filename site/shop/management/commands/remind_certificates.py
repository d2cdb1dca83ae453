"""manage.py remind_certificates: write to staff of certificates that are about to end."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.services.certificate_remind import remind_of_certificates


class Command(BaseCommand):
    help = "Tell those who may certify 90, 30 and 7 days before a certificate ends, once each."

    def handle(self, *args, **options):
        done = remind_of_certificates(now=timezone.now())
        self.stdout.write(", ".join(f"{what}: {done[what]}" for what in sorted(done) or ["sent"]))
