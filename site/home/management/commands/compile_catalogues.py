"""manage.py compile_catalogues: make the words of all languages ready to be read."""

from django.core.management.base import BaseCommand

from home.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the catalogues that have changed. A part of every installation."
    requires_system_checks = ()

    def handle(self, *args, **options):
        languages = compile_catalogues()
        self.stdout.write(f"Compiled: {', '.join(languages) or 'nothing is new'}")
