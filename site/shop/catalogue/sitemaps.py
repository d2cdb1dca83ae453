from django.contrib.sitemaps import Sitemap

from shop.selectors import public_products


class ProductsSitemap(Sitemap):
    limit = 5000
    i18n = True
    alternates = True
    x_default = False

    def items(self):
        return public_products().only("pk", "slug", "date_updated").order_by("pk")

    def lastmod(self, product):
        return product.date_updated
