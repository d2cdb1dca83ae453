"""manage.py seed_demo: demonstration producers, stories, products, papers and logins."""

import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from settings.env import env
from shop.demo import people
from shop.demo.seed import steps


class Command(BaseCommand):
    help = "Load the demonstration. Running it again adds only what is missing."

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="No progress bars, no logins.")
        parser.add_argument("--no-logins", action="store_true", help="Do not print the logins.")

    def handle(self, *args, quiet: bool, no_logins: bool, **options):
        for step in steps():
            bar = tqdm(
                step.run,
                total=step.total,
                desc=f"  {step.label:<18}",
                bar_format="{desc} {bar:30} {n_fmt}/{total_fmt}",
                file=sys.stdout,
                disable=quiet,
            )
            for _ in bar:
                pass
        password = env.str("DEMO_PASSWORD", "") or people.new_password()
        logins = people.load_staff(password)
        if not (quiet or no_logins):
            for email, role in logins:
                self.stdout.write(f"  {email:<28} {password}   {role}")
