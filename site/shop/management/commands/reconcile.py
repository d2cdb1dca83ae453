"""manage.py reconcile: hold provider, orders, ledger and stock against each other."""

import sys
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.books.disagreement import CHECK_TITLES
from shop.rules.errors import GatewayUnavailable
from shop.services.reconcile import reconcile, repair


class Command(BaseCommand):
    help = "Print what disagrees between provider, orders, ledger and stock; exit 1 if anything."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=30, help="How far back the provider is asked (30)."
        )
        parser.add_argument(
            "--repair", action="store_true", help="Do what is safe first, and say what was done."
        )

    def handle(self, *args, days: int, **options):
        now = timezone.now()
        since = now - timedelta(days=days)
        try:
            if options["repair"]:
                for done in repair(now=now, since=since):
                    self.stdout.write(f"Repaired. {done}")
            found = reconcile(now=now, since=since)
        except GatewayUnavailable:
            self.stderr.write("The payment provider does not answer, so nobody can say.")
            sys.exit(1)
        for check, title in CHECK_TITLES.items():
            here = [each for each in found if each.check is check]
            self.stdout.write(f"{'agree' if not here else 'DISAGREE':<10}{title}")
            for each in here:
                hint = " (--repair)" if each.is_repairable else ""
                self.stdout.write(f"          {each.subject}: {each.says}{hint}")
        if found:
            sys.exit(1)
