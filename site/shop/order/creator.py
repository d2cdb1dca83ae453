"""Oscar's way of writing an order down, with our snapshot on each line."""

from oscar.apps.order.utils import OrderCreator as OscarOrderCreator


class OrderCreator(OscarOrderCreator):
    def create_line_models(self, order, basket_line, extra_line_fields=None):
        product = basket_line.product
        facts = basket_line.basket.strategy.facts(product)
        food = product.food_or_none
        return super().create_line_models(
            order,
            basket_line,
            {
                "tax_rate": facts.tax_rate,
                "quantity_label": product.quantity_label,
                "net_weight_g": product.net_weight_g,
                "hs_code": food.hs_code if food else "",
                "certificates": [
                    {"kind": paper.facts.kind, "body": paper.body, "number": paper.number}
                    for paper in facts.certificates
                ],
                **(extra_line_fields or {}),
            },
        )

    def update_stock_records(self, line) -> None:
        """Stock was promised before the order was written; see `place_order`."""

    def create_line_attributes(self, order, order_line, basket_line) -> None:
        """Our products have no options to choose; see `Basket.all_lines`."""
