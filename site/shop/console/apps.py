from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "shop.console"
    label = "console"
    verbose_name = "Console"
