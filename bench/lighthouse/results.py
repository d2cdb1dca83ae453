"""What Lighthouse found, judged and told."""

import os
import statistics
from dataclasses import dataclass
from datetime import date

from bench.machine import first_line, memory, processor

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PERFECT = 100
MOST_LCP_SECONDS = 1.2

HEAD = "| page | performance | accessibility | best practices | SEO | LCP | CLS | |\n"
HEAD += "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"

METHOD = """
Written by `make lighthouse` on {day:%d %B %Y}: Lighthouse {version}, throttled as for a phone,
the median of {runs} runs (CLS: the worst), against the demonstration as `make run` starts it: over
HTTP/1.1, where each further connection costs a phone 150 ms. The basket holds one thing; whether
search engines may read it is not asked, for they may not.

On {machine}, at commit {commit}.
"""


def score(report: dict, category: str) -> int:
    return round(report["categories"][category]["score"] * 100)


def seconds(report: dict, audit: str) -> float:
    return report["audits"][audit]["numericValue"] / 1000


@dataclass(frozen=True)
class Verdict:
    """A page's four scores, its largest paint in seconds and its shift: medians, and the worst."""

    page: str
    scores: list[float]
    lcp: float
    cls: float

    @classmethod
    def of(cls, page: str, reports: list[dict]) -> "Verdict":
        return cls(
            page=page,
            scores=[statistics.median(score(r, each) for r in reports) for each in CATEGORIES],
            lcp=statistics.median(seconds(r, "largest-contentful-paint") for r in reports),
            cls=max(r["audits"]["cumulative-layout-shift"]["numericValue"] for r in reports),
        )

    @property
    def is_good(self) -> bool:
        return min(self.scores) >= PERFECT and self.lcp < MOST_LCP_SECONDS and self.cls == 0

    @property
    def row(self) -> str:
        scores = " | ".join(f"{value:.0f}" for value in self.scores)
        word = "" if self.is_good else "not yet"
        return f"| {self.page} | {scores} | {self.lcp:.2f} s | {self.cls:.3f} | {word} |"


def results_page(verdicts: list[Verdict], version: str, runs: int) -> str:
    """Give bench/lighthouse/results.md."""
    rows = "\n".join(verdict.row for verdict in verdicts)
    method = METHOD.format(
        day=date.today(),
        version=version,
        runs=runs,
        machine=f"{processor()}, {os.cpu_count()} cores, {memory()}",
        commit=first_line(["git", "rev-parse", "--short", "HEAD"]),
    )
    return f"# Lighthouse\n\n{HEAD}\n{rows}\n{method}"
