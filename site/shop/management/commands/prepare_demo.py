"""manage.py prepare_demo: bring database and demonstration up to date, doing only what is new."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from home.catalogues import compile_catalogues
from settings.env import env
from shop.catalogue.models import Product
from shop.demo import payments, people


class Command(BaseCommand):
    help = "Migrate and seed where that is needed, and set the demonstration's password."

    def handle(self, *args, **options):
        compile_catalogues()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("  The tables are made; this takes half a minute.")
            call_command("migrate", verbosity=0)
        self.stdout.write("3/4 Demonstration content")
        if is_seeded():
            people.load_staff(env.str("DEMO_PASSWORD"))
            list(payments.load())
        else:
            call_command("seed_demo", no_logins=True)
        self.stdout.write("4/4 Starting")


def is_seeded() -> bool:
    """Say whether an earlier start has finished: the last product and its pages are there."""
    from home.models import HomePage, StandardPage
    from home.renditions import FORMATS, PRODUCT
    from shop.demo.pictures import library

    last = library().last()
    spec = PRODUCT.specs(FORMATS[-1])[-1]
    return (
        Product.objects.filter(upc="toy-horse").exists()
        and len(settings.LANGUAGES) == HomePage.objects.values("locale").distinct().count()
        and StandardPage.objects.exists()
        and last is not None
        and last.renditions.filter(filter_spec=spec).exists()
    )
