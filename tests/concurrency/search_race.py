"""Saves, indexes and rebuilds at the same time, on the database of DATABASE_URL; prints JSON.

A process of its own, because threads that commit cannot share a test's transaction.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

django.setup()

from django.db import connection  # noqa: E402

from factories.catalogue import make_producer, make_product  # noqa: E402
from shop.catalogue.models import Product  # noqa: E402
from shop.search.indexing import everything, index_products, rebuild, sweep  # noqa: E402
from shop.search.models import SearchEntry, SearchTerm, SearchWord  # noqa: E402

RUNNERS = 8
ROUNDS = 4
#: Every runner brings the same new words, in an order of its own.
WORDS = ["zander", "yarrow", "xenia", "walnut", "violet", "umber", "teasel", "saffron"]


def index() -> list:
    terms = SearchTerm.objects.values_list("word__text", "entry__key", "entry__language", "weight")
    return sorted(terms)


def main() -> None:
    maker = make_producer()
    things = [make_product(f"Thing {at}", producer=maker) for at in range(4)]
    barrier = Barrier(RUNNERS)

    def run(runner: int) -> str:
        barrier.wait(timeout=30)
        try:
            for turn in range(ROUNDS):
                words = WORDS[runner:] + WORDS[:runner]
                for thing in things if runner % 2 else reversed(things):
                    product = Product.objects.get(pk=thing.pk)
                    product.title = f"{words[turn]} {words[turn + 1]} {runner}"
                    product.save()
                if runner == 0:
                    for _ in rebuild(**everything()):
                        pass
                if runner == 1:
                    sweep()
                index_products([thing.pk for thing in things])
        except Exception as error:
            return repr(error)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(RUNNERS) as pool:
        outcomes = sorted(set(pool.map(run, range(RUNNERS))))
    raced = index()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    for _ in rebuild(**everything()):
        pass
    print(json.dumps({"outcomes": outcomes, "is_the_same": raced == index(), "terms": len(raced)}))


if __name__ == "__main__":
    main()
