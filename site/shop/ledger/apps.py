from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "shop.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        from .guards import guard_ledger

        post_migrate.connect(guard_ledger, sender=self)
