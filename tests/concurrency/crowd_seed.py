"""Puts on sale what the first argument names, as JSON {title: pieces}, and prints {title: id}.

In the database of DATABASE_URL, with one country to send to.
"""

import json
import sys

import django

django.setup()

from django.db import transaction  # noqa: E402

from factories.catalogue import make_product, make_zone  # noqa: E402
from shop.setup import ensure_site_tree  # noqa: E402

if __name__ == "__main__":
    stock = json.loads(sys.argv[1])
    with transaction.atomic():
        ensure_site_tree()
        make_zone()
        products = {title: make_product(title, stock=pieces).pk for title, pieces in stock.items()}
    print(json.dumps(products))
