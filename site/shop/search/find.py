"""What a query finds, on every database alike: two queries, however large the shop is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import FirstValue, RowNumber
from django.urls import reverse

from home.routing import address_of
from home.translated import reading_order
from shop.rules.search_words import (
    INFLECTED,
    Word,
    asked_grams,
    closeness,
    words_of,
)

from .models import PAGE_KINDS, Kind, SearchTerm, SearchWord

LONGEST_QUERY = 100
MOST_WORDS = 8
#: Of a kind no more than these are looked at, the best.
MOST_PRODUCTS, MOST_PAGES = 240, 12
#: Words of the index that share pieces with the query, those that share most.
MOST_CANDIDATES = 400
#: A word in the reader's language weighs a quarter more.
OWN_LANGUAGE, OTHER_LANGUAGE = 5, 4


@dataclass(frozen=True)
class Answer:
    """A word of the query with the words of the index that answer it, by how well (0 to 100)."""

    word: Word
    closeness: dict[int, int]
    #: What was probably meant, where nothing is written as it was asked.
    meant: str = ""


@dataclass(frozen=True)
class Hit:
    """A thing or page; `matched` words of the query stand in it.

    Title, lead and address are those for the reader, "" where they were not asked for.
    """

    kind: str
    key: str
    matched: int
    score: int
    title: str = ""
    lead: str = ""
    url: str = ""


@dataclass(frozen=True)
class Found:
    """The best hits by kind, best first; `is_cut`: more things match than are looked at."""

    hits: dict[str, list[Hit]] = field(default_factory=dict)
    did_you_mean: str = ""
    is_cut: bool = False

    def keys(self, kind: Kind) -> list[str]:
        return [hit.key for hit in self.hits.get(kind.value, ())]


def cleaned(query: str) -> str:
    """Give what was typed on one line, without what no database takes, cut where nobody reads."""
    plain = query[: 20 * LONGEST_QUERY].encode("utf-8", "ignore").decode().replace("\0", "")
    return " ".join(plain.split())[:LONGEST_QUERY].strip()


def find(
    query: str,
    language: str,
    *,
    products: int = MOST_PRODUCTS,
    pages: int = MOST_PAGES,
    named: tuple[Kind, ...] = PAGE_KINDS,
) -> Found:
    """Give what a query finds. Two queries; none where there is no word in it."""
    words = words_of(query, MOST_WORDS)
    if not words:
        return Found()
    answers = answers_to(words)
    answered = [answer for answer in answers if answer.closeness]
    if not answered:
        return Found()
    hits = best_hits(answered, language, products=products, pages=pages, named=named)
    things = hits.get(Kind.PRODUCT.value, [])
    is_cut = len(things) > products
    del things[products:]
    return Found(hits=hits, did_you_mean=corrected(answers), is_cut=is_cut)


# Words ----------------------------------------------------------------------------


def answers_to(words: list[Word]) -> list[Answer]:
    """Find the words of the index that answer those of the query. One query."""
    grams = {
        gram for word in words for spelling in word.spellings for gram in asked_grams(spelling)
    }
    in_use = SearchTerm.objects.filter(word=OuterRef("pk"))
    candidates = list(
        SearchWord.objects.filter(Exists(in_use), grams__gram__in=sorted(grams))
        .annotate(shared=Count("grams"))
        .order_by("-shared", "pk")
        .values_list("pk", "text", "shown")[:MOST_CANDIDATES]
    )
    return [answer_to(word, candidates) for word in words]


def answer_to(word: Word, candidates: Iterable[tuple[int, str, str]]) -> Answer:
    """Take the words that say the same or go on; only where there are none, the near ones."""
    found, shown = {}, {}
    for pk, text, written in candidates:
        best = max(closeness(spelling, text) for spelling in word.spellings)
        if best:
            found[pk], shown[pk] = best, written
    sure = {pk: best for pk, best in found.items() if best >= INFLECTED}
    if sure or not found:
        return Answer(word, sure)
    best = max(found.values())
    nearest = {pk: value for pk, value in found.items() if value == best}
    return Answer(word, nearest, meant=shown[min(nearest)])


def corrected(answers: list[Answer]) -> str:
    """Give the query with what was probably meant; "" where all is found as it was written."""
    if not any(answer.meant for answer in answers):
        return ""
    return " ".join(answer.meant or answer.word.shown for answer in answers)


# Things and pages -----------------------------------------------------------------


def best_hits(
    answers: list[Answer], language: str, *, products: int, pages: int, named: tuple[Kind, ...]
) -> dict[str, list[Hit]]:
    """Rank what holds most of the words, and holds them best. One query.

    A thing is found once, by its words in all languages together. Those of the `named` kinds
    know what they are called; what nobody may see now is left out, whatever the index says.
    """
    rows = run(ranked(answers, language, most=max(products + 1, pages)), named)
    hits, entries = {}, defaultdict(dict)
    for kind, key, matched, total, is_open, *entry in rows:
        hits[kind, key] = (matched, total)
        if is_open:
            entries[kind, key][entry[0]] = Entry(*entry)
    found = defaultdict(list)
    for (kind, key), (matched, total) in hits.items():
        if kind not in named:
            found[kind].append(Hit(kind, key, matched, total))
        elif by_language := entries.get((kind, key)):
            found[kind].append(
                Hit(kind, key, matched, total, **called(kind, by_language, language))
            )
    # One thing more than is looked at tells that there are more.
    limits = {Kind.PRODUCT.value: products + 1}
    return {kind: best[: limits.get(kind, pages)] for kind, best in found.items()}


def ranked(answers: list[Answer], language: str, *, most: int) -> QuerySet:
    """Give kind, key, words matched and score of the best of each kind, `most` of each.

    Only those that hold as many words as any does.
    """
    scores = {f"score_{at}": score_of(answer, language) for at, answer in enumerate(answers)}
    total, matched = Value(0), Value(0)
    for name in scores:
        total = total + F(name)
        matched = matched + Case(When(**{f"{name}__gt": 0}, then=1), default=0)
    asked = {pk for answer in answers for pk in answer.closeness}
    best_first = [F("matched").desc(), F("total").desc(), F("first").asc()]
    return (
        SearchTerm.objects.filter(word__in=sorted(asked))
        .values("entry__kind", "entry__key")
        .annotate(**scores)
        .annotate(total=total, matched=matched, first=Min("entry"))
        .annotate(
            most=Window(FirstValue("matched"), order_by=F("matched").desc()),
            place=Window(RowNumber(), partition_by="entry__kind", order_by=best_first),
        )
        .filter(place__lte=most, matched=F("most"))
        .values_list("entry__kind", "entry__key", "matched", "total", "place")
    )


#: What the ranked are called, where they are, and whether anybody may see them.
#: The ORM joins nothing to a query that ranks.
WITH_ENTRIES = """
WITH found (kind, key, matched, total, place) AS ({ranked})
SELECT found.kind, found.key, found.matched, found.total,
    product.is_public OR (page.live AND NOT EXISTS (
        SELECT 1 FROM wagtailcore_pageviewrestriction AS closed
        JOIN wagtailcore_page AS above ON above.id = closed.page_id
        WHERE SUBSTR(page.path, 1, LENGTH(above.path)) = above.path
    )),
    entry.language, entry.is_own, entry.title, entry.lead, product.slug, product.id, page.url_path
FROM found
LEFT JOIN search_searchentry AS entry
    ON entry.kind = found.kind AND entry.key = found.key AND found.kind IN ({named})
LEFT JOIN catalogue_product AS product ON product.id = entry.product_id
LEFT JOIN wagtailcore_page AS page ON page.id = entry.page_id
ORDER BY found.place, found.kind, entry.language
"""


def run(found: QuerySet, named: tuple[Kind, ...]) -> list[tuple]:
    sql, values = found.query.sql_with_params()
    marks = ", ".join(["%s"] * len(named))
    statement = WITH_ENTRIES.format(ranked=sql, named=marks)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *(kind.value for kind in named)])
        return cursor.fetchall()


def score_of(answer: Answer, language: str) -> Max:
    """Give the best that any word of an answer weighs in a thing, 0 where none stands in it."""
    by_closeness = defaultdict(list)
    for pk, value in answer.closeness.items():
        by_closeness[value].append(pk)
    says = Case(
        *(When(word__in=sorted(pks), then=Value(value)) for value, pks in by_closeness.items()),
        default=Value(0),
        output_field=IntegerField(),
    )
    speaks = Case(
        When(entry__language=language, then=Value(OWN_LANGUAGE)), default=Value(OTHER_LANGUAGE)
    )
    return Max(says * speaks * F("weight"))


# What hits are called -------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """What the index says of a hit in one language, and where it is."""

    language: str
    is_own: bool
    title: str
    lead: str
    slug: str | None
    product_id: int | None
    url_path: str | None


def called(kind: str, entries: dict[str, Entry], language: str) -> dict[str, str]:
    """Give title and lead in the words that the reader understands best, and the address.

    A page has an address in the reader's language also where other words stand in; a maker is
    called by the name of that address, which is written in the reader's script.
    """
    order = [*reading_order(language), *sorted(entries)]
    here = next(entries[code] for code in order if code in entries)
    words = next((entries[c] for c in order if c in entries and entries[c].is_own), here)
    if kind == Kind.PRODUCT:
        url = reverse("catalogue:detail", args=[here.slug, here.product_id])
    else:
        url = address_of(here.url_path, here.language)
    return {"title": (here if kind == Kind.MAKER else words).title, "lead": words.lead, "url": url}
