"""manage.py setup_site: the site tree that an installation starts with."""

from django.core.management.base import BaseCommand

from shop.setup import ensure_site_tree, ensure_trees
from shop.words import ensure_words


class Command(BaseCommand):
    help = "Make the home page, the producers' index and the journal, where they are missing."

    def handle(self, *args, **options):
        tree = ensure_site_tree()
        added = list(ensure_trees())
        ensure_words()
        self.stdout.write(f"Home page: {tree.home.full_url}; pages added to trees: {len(added)}")
