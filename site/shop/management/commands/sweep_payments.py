"""manage.py sweep_payments: work off what providers told, and finish what was left behind."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from shop.services.event_process import process_inbox
from shop.services.sweep import sweep

#: Seconds between two looks into the inbox of webhooks.
INBOX_PAUSE = 1.0


class Command(BaseCommand):
    help = (
        "Process webhooks, settle open payment sessions, give up unpaid orders, "
        "send pending refunds and mails."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every",
            type=int,
            metavar="SECONDS",
            help="Run again and again with this pause; webhooks are worked off each second.",
        )

    def handle(self, *args, every: int | None = None, **options):
        while True:
            for what, count in sorted(sweep(now=timezone.now()).items()):
                if count:
                    self.stdout.write(f"{what}: {count}")
            if not every:
                return
            self.watch_inbox(until=time.monotonic() + every)

    def watch_inbox(self, until: float) -> None:
        while time.monotonic() < until:
            time.sleep(INBOX_PAUSE)
            close_old_connections()
            process_inbox(now=timezone.now())
