"""What is searched of a thing or page, in each language: read here, written in `indexing`."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Prefetch
from django.utils import translation
from django.utils.html import strip_tags
from wagtail.models import Page

from home.models import ArticlePage
from home.translated import reading_order
from producers.models import ProducerPage
from shop.catalogue.models import Category, Product
from shop.rules.search_words import indexed_spellings, words_of
from shop.selectors import public_products

from .models import Kind

LANGUAGES = [code for code, _ in settings.LANGUAGES]
#: The root of Wagtail's tree and the home pages have nothing to find.
DEPTH_OF_HOME = 2

#: What a word weighs, by where it stands. A short title is more about each of its words.
TITLE, SHORT_TITLE, NAME, PLACE, LEAD, BODY = 12, 6, 6, 4, 3, 1


@dataclass(frozen=True)
class Document:
    """An entry to be: `weights` by folded word, `shown` how it is written."""

    kind: Kind
    key: str
    language: str
    title: str
    lead: str = ""
    product_id: int | None = None
    page_id: int | None = None
    is_own: bool = True
    weights: dict[str, int] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> tuple[str, str, str]:
        return (self.kind.value, self.key, self.language)

    @property
    def digest(self) -> str:
        facts = (self.title, self.lead, self.product_id, self.page_id, self.is_own)
        text = repr((facts, sorted(self.weights.items())))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def weigh(texts: Iterable[tuple[str, int]]) -> tuple[dict[str, int], dict[str, str]]:
    """Give the weights of words and how they are written, from (text, weight) pairs.

    A word that stands in several texts has the weight of all.
    """
    weights, shown = defaultdict(int), {}
    for text, weight in texts:
        for spelling in indexed_spellings(text):
            weights[spelling] += weight
        for word in words_of(text):
            for spelling in word.spellings:
                shown.setdefault(spelling, word.shown)
    return dict(weights), shown


def title_weight(title: str) -> int:
    return TITLE + SHORT_TITLE // max(1, len(words_of(title)))


# Products -------------------------------------------------------------------------


def product_documents(product_ids: Iterable[int]) -> list[Document]:
    """Give what is searched of the public products among these. Three queries."""
    categories = Prefetch("categories", Category.objects.filter(is_public=True))
    products = (
        public_products()
        .filter(pk__in=product_ids)
        .select_related("producer", "food", "product_class")
        .prefetch_related(categories)
    )
    return [document for product in products for document in documents_of_product(product)]


def documents_of_product(product: Product) -> Iterator[Document]:
    """Give a document for each language that says something of its own."""
    said = set()
    for language in languages_in_order():
        with translation.override(language):
            texts = [(str(text), weight) for text, weight in product_texts(product) if text]
            # A place alone is no text of its own: its names are indexed in all languages at once.
            own = tuple(pair for pair in texts if pair[1] != PLACE)
            if own in said:
                continue
            said.add(own)
            weights, shown = weigh(texts)
            yield Document(
                Kind.PRODUCT,
                str(product.pk),
                language,
                title=product.title,
                lead=product.summary,
                product_id=product.pk,
                weights=weights,
                shown=shown,
            )


def languages_in_order() -> list[str]:
    """Give the languages, the one first that all others fall back to."""
    return [settings.LANGUAGE_CODE, *(code for code in LANGUAGES if code != settings.LANGUAGE_CODE)]


def product_texts(product: Product) -> Iterator[tuple[str, int]]:
    yield product.title, title_weight(product.title)
    for category in product.categories.all():
        yield category.name, NAME
    if product.producer:
        yield product.producer.name, NAME
        yield product.producer.craft, LEAD
        yield product.producer.district_name, PLACE
    yield product.summary, LEAD
    food = getattr(product, "food", None)
    if food:
        yield ", ".join(map(str, food.ingredients or ())), LEAD
    yield strip_tags(product.description or ""), BODY


# Pages ----------------------------------------------------------------------------


def page_documents(keys: Iterable) -> list[Document]:
    """Give what is searched of the published pages that share these translation keys."""
    pages = (
        Page.objects.filter(translation_key__in=keys, live=True, depth__gt=DEPTH_OF_HOME)
        .select_related("locale")
        .specific()
    )
    versions = defaultdict(dict)
    for page in pages:
        versions[page.translation_key][page.locale.language_code] = page
    return [found for group in versions.values() for found in documents_of_page(group)]


def documents_of_page(versions: dict[str, Page]) -> Iterator[Document]:
    """Give a document for each language that the page has an address in."""
    own = {code: page for code, page in versions.items() if page.alias_of_id is None}
    for language, page in versions.items():
        is_own = language in own
        best = next((own[code] for code in reading_order(language) if code in own), page)
        with translation.override(language):
            title, texts = page_texts(page if is_own else best, is_own=is_own)
            weights, shown = weigh((text, weight) for text, weight in texts if text)
            yield Document(
                kind_of(page),
                str(page.translation_key),
                language,
                title=title,
                lead=lead_of(page if is_own else best),
                page_id=page.pk,
                is_own=is_own,
                weights=weights,
                shown=shown,
            )


def kind_of(page: Page) -> Kind:
    if isinstance(page, ProducerPage):
        return Kind.MAKER
    return Kind.ARTICLE if isinstance(page, ArticlePage) else Kind.PAGE


def lead_of(page: Page) -> str:
    return getattr(page, "lead", "") or getattr(page, "intro", "")


def page_texts(page: Page, *, is_own: bool) -> tuple[str, list[tuple[str, int]]]:
    """Give a page's title and texts; of one that stands in, only what its maker is called here."""
    title, texts = page.title, []
    if isinstance(page, ProducerPage):
        maker = page.producer
        title = title if is_own else maker.name
        texts = [(maker.name, NAME), (maker.craft, NAME), (maker.district_name, PLACE)]
    if is_own:
        texts.append((title, title_weight(title)))
        texts += [(lead_of(page), LEAD), (body_of(page), BODY)]
    return title, texts


def body_of(page: Page) -> str:
    body = getattr(page, "body", None)
    if not body:
        return ""
    return " ".join(map(str, page._meta.get_field("body").get_searchable_content(body)))
