"""What a run finds, to be judged by `targets` and shown by `tables`."""

from dataclasses import dataclass, field
from statistics import median

from .load import Run

OURS = "ours"
UNCACHED = "ours, page cache off"
BARE = "ours, nothing kept"
FULL = "ours, full basket"
OSCAR = "plain Oscar"
OSCAR_FULL = "plain Oscar, full basket"
WAGTAIL = "plain Wagtail"
LIMIT = "limit view"


@dataclass
class Figure:
    """One page of one site: its runs, and what a single answer holds and costs.

    `html` and `gzipped` are bytes; `seconds` is how long a visitor alone waits, mostly.
    """

    runs: list[Run] = field(default_factory=list)
    sql: int = 0
    html: int = 0
    gzipped: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers per second, the median of the runs; 0 where there was none."""
        return median(run.rate for run in self.runs) if self.runs else 0.0

    @property
    def errors(self) -> int:
        return sum(run.errors for run in self.runs)

    @property
    def is_single(self) -> bool:
        return any(run.is_single for run in self.runs)


@dataclass
class Purchase:
    """A guest's whole purchase of three things; `steps` are (request, statements)."""

    steps: list[tuple[str, int]] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return median(self.rates) if self.rates else 0.0

    @property
    def sql(self) -> int:
        return sum(sql for _, sql in self.steps)


@dataclass(frozen=True)
class Memory:
    """Resident MB of the largest worker: at the start, and after so many requests."""

    at_start: float
    marks: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Weight:
    """Bytes as they travel: the product page without photographs, and all CSS and JS."""

    product_page: int
    styles_and_scripts: int
    parts: tuple[tuple[str, int], ...]


@dataclass
class Results:
    """Figures by (size, page, who); purchases by (size, who). Sizes from small to large."""

    sizes: list[int]
    figures: dict[tuple[int, str, str], Figure] = field(default_factory=dict)
    purchases: dict[tuple[int, str], Purchase] = field(default_factory=dict)
    memory: Memory | None = None
    weight: Weight | None = None
    #: What was left out, and why.
    omissions: list[str] = field(default_factory=list)

    def figure(self, size: int, page: str, who: str) -> Figure | None:
        """Give a figure that has been measured, else None."""
        found = self.figures.get((size, page, who))
        return found if found is not None and found.runs else None

    def ratio(self, size: int, page: str, who: str, other: str) -> float | None:
        """Give how many times quicker `who` answers than `other`; None where one is missing.

        It is the median of the rounds' ratios: both stood beside each other in each round, so
        that what slowed the machine down for a while slowed both.
        """
        ours, theirs = self.figure(size, page, who), self.figure(size, page, other)
        if ours is None or theirs is None:
            return None
        pairs = zip(ours.runs, theirs.runs, strict=False)
        ratios = [one.rate / another.rate for one, another in pairs if another.rate]
        return median(ratios) if ratios else None
