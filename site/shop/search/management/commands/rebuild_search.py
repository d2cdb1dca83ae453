"""manage.py rebuild_search: bring the search's index up to date; safe while the shop runs."""

import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from shop.search.indexing import everything, rebuild
from shop.search.models import SearchEntry


class Command(BaseCommand):
    help = "Index all products, makers and pages. Running it again writes only what has changed."

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="No progress bar, no count.")

    def handle(self, *args, quiet: bool, **options):
        todo = everything()
        with tqdm(
            total=sum(map(len, todo.values())),
            desc=f"  {'Search index':<18}",
            bar_format="{desc} {bar:30} {n_fmt}/{total_fmt}",
            file=sys.stdout,
            disable=quiet,
        ) as bar:
            for number in rebuild(**todo):
                bar.update(number)
        if not quiet:
            self.stdout.write(f"  {SearchEntry.objects.count()} entries in the index")
