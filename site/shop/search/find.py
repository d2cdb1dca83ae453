"""What a query finds, on every database alike: three queries, however large the shop is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import FirstValue, RowNumber
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.routing import address_of
from home.translated import reading_order
from shop.rules.search_words import (
    INFLECTED,
    Word,
    asked_grams,
    closeness,
    words_of,
)

from .models import Kind, SearchEntry, SearchTerm, SearchWord

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
    """A thing or page; `matched` words of the query stand in it."""

    kind: str
    key: str
    matched: int
    score: int


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
    query: str, language: str, *, products: int = MOST_PRODUCTS, pages: int = MOST_PAGES
) -> Found:
    """Give what a query finds. Two queries; none where there is no word in it."""
    words = words_of(query, MOST_WORDS)
    if not words:
        return Found()
    answers = answers_to(words)
    answered = [answer for answer in answers if answer.closeness]
    if not answered:
        return Found()
    hits = best_hits(answered, language, products=products, pages=pages)
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
    answers: list[Answer], language: str, *, products: int, pages: int
) -> dict[str, list[Hit]]:
    """Rank what holds most of the words, and holds them best. One query.

    A thing is found once, by its words in all languages together.
    """
    scores = {f"score_{at}": score_of(answer, language) for at, answer in enumerate(answers)}
    total, matched = Value(0), Value(0)
    for name in scores:
        total = total + F(name)
        matched = matched + Case(When(**{f"{name}__gt": 0}, then=1), default=0)
    asked = {pk for answer in answers for pk in answer.closeness}
    rows = (
        SearchTerm.objects.filter(word__in=sorted(asked))
        .values("entry__kind", "entry__key")
        .annotate(**scores)
        .annotate(total=total, matched=matched, first=Min("entry"))
        .annotate(
            most=Window(FirstValue("matched"), order_by=F("matched").desc()),
            place=Window(
                RowNumber(),
                partition_by="entry__kind",
                order_by=[F("matched").desc(), F("total").desc(), F("first").asc()],
            ),
        )
        .filter(place__lte=max(products + 1, pages), matched=F("most"))
        .order_by("place")
        .values_list("entry__kind", "entry__key", "matched", "total")
    )
    hits = defaultdict(list)
    for row in rows:
        hits[row[0]].append(Hit(*row))
    # One thing more than is looked at tells that there are more.
    limits = {Kind.PRODUCT.value: products + 1}
    return {kind: best[: limits.get(kind, pages)] for kind, best in hits.items()}


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
class Result:
    """A hit as lists show it, in the words that the reader understands best."""

    kind: str
    key: str
    title: str
    lead: str
    url: str


def shown_entries(hits: Iterable[Hit], language: str) -> list[Result]:
    """Give the published ones of some hits, in their order. One query, or none."""
    hits = list(hits)
    if not hits:
        return []
    rows = defaultdict(dict)
    for entry in open_entries(hits):
        rows[entry["kind"], entry["key"]][entry["language"]] = entry
    shown = []
    for hit in hits:
        by_language = rows.get((hit.kind, hit.key))
        if not by_language:
            continue
        order = [*reading_order(language), *by_language]
        own = {code: entry for code, entry in by_language.items() if entry["is_own"]}
        words = next((own[code] for code in order if code in own), None)
        address = next(by_language[code] for code in order if code in by_language)
        named = address if address["title"] and hit.kind == Kind.MAKER else words or address
        url = (
            reverse("catalogue:detail", args=[address["product__slug"], address["product"]])
            if hit.kind == Kind.PRODUCT
            else address_of(address["page__url_path"], address["language"])
        )
        shown.append(Result(hit.kind, hit.key, named["title"], (words or address)["lead"], url))
    return shown


def open_entries(hits: Iterable[Hit]) -> QuerySet:
    """Give the entries of hits that anybody may see now, whatever the index still believes."""
    keys = defaultdict(list)
    for hit in hits:
        keys[hit.kind].append(hit.key)
    wanted = Q(pk=None)
    for kind, of_kind in keys.items():
        wanted |= Q(kind=kind, key__in=of_kind)
    path = ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    closed = PageViewRestriction.objects.alias(path_here=path).filter(
        path_here__startswith=F("page__path")
    )
    is_open = Q(product__is_public=True) | (Q(page__live=True) & ~Exists(closed))
    return SearchEntry.objects.filter(wanted, is_open).values(
        "kind",
        "key",
        "language",
        "is_own",
        "title",
        "lead",
        "product",
        "product__slug",
        "page__url_path",
    )
