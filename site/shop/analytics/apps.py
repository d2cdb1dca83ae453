from oscar.apps.analytics import apps
from oscar.core.application import OscarConfig


class AnalyticsConfig(apps.AnalyticsConfig):
    """Oscar's tables without its counters.

    It counts each product's sales in a row that all buyers share, in the order of each
    buyer's basket and inside the transaction that places the order: two opposite baskets
    deadlock, and two first sales of a product break one of the orders. What was sold stands
    in the orders' lines.
    """

    def ready(self) -> None:
        OscarConfig.ready(self)
