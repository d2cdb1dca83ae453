"""The search's own index: plain tables that every database reads alike.

See docs/adr/0013-search.md.

All of it is made from products, producers and pages, and can be made anew (`rebuild_search`).
"""

from django.db import models


class Kind(models.TextChoices):
    """The groups in which results are shown. A maker is found by the story and the facts."""

    PRODUCT = "product"
    MAKER = "maker"
    PAGE = "page"
    ARTICLE = "article"


PAGE_KINDS = (Kind.MAKER, Kind.PAGE, Kind.ARTICLE)


class SearchEntry(models.Model):
    """One thing or page in one language.

    `key` names the thing in all languages: the product's id, or what a page's translations share.
    A page that stands in for another language's has an entry without words.
    """

    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=36)
    language = models.CharField(max_length=8)
    product = models.ForeignKey(
        "catalogue.Product", null=True, on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    is_own = models.BooleanField(default=True)
    title = models.CharField(max_length=255)
    lead = models.TextField(blank=True)
    #: Of all that the entry says and of its words: what has not changed is not written again.
    digest = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "language"], name="search_once_in_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.kind}, {self.language})"


class SearchWord(models.Model):
    """A folded word of any entry; `shown` is how it was first written."""

    text = models.CharField(max_length=40, unique=True)
    shown = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.text


class SearchTerm(models.Model):
    """A word stands in an entry; `weight` says where."""

    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, db_index=False)
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="terms")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["word", "entry", "weight"], name="search_term_word")]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.entry_id}"


class SearchGram(models.Model):
    """A piece of a word, see `shop.rules.search_words.grams_of`."""

    gram = models.CharField(max_length=41)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="grams")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "word"], name="search_gram_once")]

    def __str__(self) -> str:
        return self.gram
