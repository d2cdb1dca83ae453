"""Writes the index. Doing it twice, or twice at the same time, leaves the same.

Locks: the products or pages themselves, in the order of their ids, before they are read; two
who index the same thing take turns, and the later has seen the newer text. What has not changed
is not written, so that no page is made anew for nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import IntegrityError, transaction
from wagtail.models import Page

from shop.catalogue.models import Product
from shop.rules.search_words import grams_of

from .documents import Document, page_documents, product_documents
from .models import PAGE_KINDS, Kind, SearchEntry, SearchGram, SearchTerm, SearchWord

#: So many are read and written in one transaction: others wait no longer than for these.
BATCH = 100
#: SQLite takes no more than about 32,000 values in a statement.
ROWS_IN_ONE_STATEMENT = 2_000
#: What an entry takes from its document.
FACTS = ("product_id", "page_id", "is_own", "title", "lead", "digest")


def index_products(product_ids: Iterable[int]) -> None:
    """Bring the entries of products up to date; of what is not shown any more none is left."""
    for batch in batches(sorted(set(product_ids))):
        index_again_if_a_word_goes(index_product_batch, batch)


def index_pages(translation_keys: Iterable) -> None:
    """Bring the entries of pages up to date, in all languages together."""
    for batch in batches(sorted(set(translation_keys))):
        index_again_if_a_word_goes(index_page_batch, batch)


def index_again_if_a_word_goes(index, batch: Sequence) -> None:
    """A rebuild may sweep a word away in the moment in which it is used again."""
    try:
        index(batch)
    except IntegrityError:
        index(batch)


@transaction.atomic
def index_product_batch(ids: Sequence[int]) -> None:
    list(Product.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    old = SearchEntry.objects.filter(kind=Kind.PRODUCT, key__in=map(str, ids))
    write(product_documents(ids), old)


@transaction.atomic
def index_page_batch(keys: Sequence) -> None:
    list(
        Page.objects.select_for_update(no_key=True)
        .filter(translation_key__in=keys)
        .order_by("pk")
        .values_list("pk")
    )
    old = SearchEntry.objects.filter(kind__in=PAGE_KINDS, key__in=map(str, keys))
    write(page_documents(keys), old)


def batches(things: Sequence) -> Iterator[Sequence]:
    return (things[at : at + BATCH] for at in range(0, len(things), BATCH))


def write(documents: list[Document], old) -> None:
    """Replace the entries of `old`, a queryset, by those of the documents."""
    known = {(entry.kind, entry.key, entry.language): entry for entry in old}
    wanted = {document.identity: document for document in documents}
    gone = [entry.pk for identity, entry in known.items() if identity not in wanted]
    changed = [
        document
        for identity, document in wanted.items()
        if identity not in known or known[identity].digest != document.digest
    ]
    entries = [entry_of(document, known.get(document.identity)) for document in changed]
    SearchEntry.objects.filter(pk__in=gone).delete()
    again = [entry for entry in entries if entry.pk is not None]
    SearchEntry.objects.bulk_update(again, FACTS)
    SearchEntry.objects.bulk_create([entry for entry in entries if entry.pk is None])
    SearchTerm.objects.filter(entry__in=[entry.pk for entry in entries]).delete()
    words = write_words(changed)
    terms = [
        SearchTerm(word_id=words[text], entry=entry, weight=weight)
        for document, entry in zip(changed, entries, strict=True)
        for text, weight in document.weights.items()
    ]
    SearchTerm.objects.bulk_create(terms, batch_size=ROWS_IN_ONE_STATEMENT)


def entry_of(document: Document, known: SearchEntry | None) -> SearchEntry:
    entry = known or SearchEntry(kind=document.kind, key=document.key, language=document.language)
    for name in FACTS:
        setattr(entry, name, getattr(document, name))
    return entry


def write_words(documents: list[Document]) -> dict[str, int]:
    """Give the ids of all words of the documents, by word; new ones are added, in order."""
    shown = {}
    for document in documents:
        for text in document.weights:
            shown.setdefault(text, document.shown.get(text, text))
    ids = ids_of(shown)
    new = sorted(shown.keys() - ids.keys())
    if new:
        SearchWord.objects.bulk_create(
            [SearchWord(text=text, shown=shown[text]) for text in new],
            batch_size=ROWS_IN_ONE_STATEMENT,
            ignore_conflicts=True,
        )
        ids |= ids_of(new)
        SearchGram.objects.bulk_create(
            [
                SearchGram(gram=gram, word_id=ids[text])
                for text in new
                for gram in sorted(grams_of(text))
            ],
            batch_size=ROWS_IN_ONE_STATEMENT,
            ignore_conflicts=True,
        )
    return ids


def ids_of(texts: Iterable[str]) -> dict[str, int]:
    found, texts = {}, list(texts)
    for at in range(0, len(texts), ROWS_IN_ONE_STATEMENT):
        part = texts[at : at + ROWS_IN_ONE_STATEMENT]
        found |= dict(SearchWord.objects.filter(text__in=part).values_list("text", "pk"))
    return found


# Everything -------------------------------------------------------------------------


def rebuild(*, product_ids: Sequence[int], page_keys: Sequence) -> Iterator[int]:
    """Bring the whole index up to date, and yield how many things each step was about."""
    for batch in batches(product_ids):
        index_products(batch)
        yield len(batch)
    for batch in batches(page_keys):
        index_pages(batch)
        yield len(batch)
    sweep()


def everything() -> dict[str, list]:
    """Give what `rebuild` is to go through: all products and pages, shown or not."""
    products = Product.objects.order_by("pk").values_list("pk", flat=True)
    keys = Page.objects.order_by("translation_key").values_list("translation_key", flat=True)
    return {"product_ids": list(products), "page_keys": list(keys.distinct())}


def sweep() -> None:
    """Remove words that stand in no entry any more, but for those just taken up again."""
    unused = list(SearchWord.objects.filter(searchterm=None).order_by("pk"))
    for batch in batches(unused):
        try:
            with transaction.atomic():
                SearchWord.objects.filter(
                    pk__in=[word.pk for word in batch], searchterm=None
                ).delete()
        except IntegrityError:
            continue
