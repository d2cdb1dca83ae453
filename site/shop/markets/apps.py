from django.apps import AppConfig


class MarketsConfig(AppConfig):
    name = "shop.markets"
    label = "markets"
    verbose_name = "Markets"
