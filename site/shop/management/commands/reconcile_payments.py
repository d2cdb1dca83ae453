"""manage.py reconcile_payments: settle open payment sessions, release what was not paid."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from shop.services.reconcile import reconcile


class Command(BaseCommand):
    help = "Settle payment sessions, give up unpaid orders, send pending refunds and mails."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="Run again and again, with this pause."
        )

    def handle(self, *args, every: int | None = None, **options):
        while True:
            for what, count in sorted(reconcile(now=timezone.now()).items()):
                if count:
                    self.stdout.write(f"{what}: {count}")
            if not every:
                return
            close_old_connections()
            time.sleep(every)
