from django.apps import AppConfig

from shop.rules.stock import MOST_SHOWN

#: What pages show of a stock record: how many are left, up to a number that says "plenty".
SHOWN_OF_STOCK = f"""
{{row}}.product_id * {MOST_SHOWN + 1} + CASE
    WHEN COALESCE({{row}}.num_in_stock, 0) - COALESCE({{row}}.num_allocated, 0) < {MOST_SHOWN}
    THEN COALESCE({{row}}.num_in_stock, 0) - COALESCE({{row}}.num_allocated, 0)
    ELSE {MOST_SHOWN} END
"""


class ShopConfig(AppConfig):
    name = "shop"
    verbose_name = "Shop"

    def ready(self) -> None:
        from home.page_cache.watch import watch

        watch(
            "address.Country",
            "catalogue.AttributeOption",
            "catalogue.AttributeOptionGroup",
            "catalogue.Category",
            "catalogue.FoodRecord",
            "catalogue.Product",
            "catalogue.ProductAttribute",
            "catalogue.ProductAttributeValue",
            "catalogue.ProductCategory",
            "catalogue.ProductClass",
            "catalogue.ProductImage",
            "catalogue.ProductPicture",
            "catalogue.ProductRecommendation",
            "certification.Certificate",
            "certification.CertificateKind",
            "certification.Requirement",
            "markets.Market",
            "markets.MarketPrice",
            "producers.Producer",
            "producers.ProducerPage",
            "producers.ProducersIndexPage",
            "shipping.ShippingBand",
            "shipping.ShippingRestriction",
            "shipping.ShippingZone",
        )
        watch("partner.StockRecord", shown=SHOWN_OF_STOCK)
