"""The table that grows while the drills run."""

from dataclasses import dataclass, field

from .findings import Finding

COLUMNS = {
    "no": 2,
    "the server dies / the weather": 37,
    "while": 13,
    "finisher": 11,
    "orders": 14,
    "charges": 7,
    "stock": 11,
    "mails": 5,
    "books": 5,
    "": 6,
    "s": 4,
}
FOUND = ("orders", "charges", "stock", "mails", "books")


@dataclass
class Row:
    """What came of one drill; `error` is what stopped it, else empty."""

    number: int
    words: str
    how: str
    finisher: str
    seconds: float
    findings: dict[str, Finding] = field(default_factory=dict)
    error: str = ""

    @property
    def complaints(self) -> list[str]:
        found = [f"{name}: {f.complaint}" for name, f in self.findings.items() if f.complaint]
        return found + [self.error] * bool(self.error)

    @property
    def is_ok(self) -> bool:
        return not self.complaints

    def __str__(self) -> str:
        found = [self.findings[name].words if self.findings else "-" for name in FOUND]
        verdict = "ok" if self.is_ok else "FAILED"
        seconds = f"{self.seconds:.1f}"
        cells = [self.number, self.words, self.how, self.finisher, *found, verdict, seconds]
        return line(cells)


def line(cells: list) -> str:
    padded = [str(cell).ljust(width) for cell, width in zip(cells, COLUMNS.values(), strict=True)]
    return " ".join(padded).rstrip()


def heading() -> str:
    return line(list(COLUMNS)) + "\n" + line(["-" * width for width in COLUMNS.values()])


NOTES = """
while: who was at work when the server died; after "Pay", what the buyer did next: pressed again,
    opened the basket, opened the order's page.
orders: those paid. stock: on the shelf minus promised, for each thing.
mails: different Message-IDs; "1+1" is one mail that had left before the server died and was sent
    again under the same Message-ID, which receivers fold into one.
"""


def summary(rows: list[Row], seconds: float) -> str:
    failed = [row for row in rows if not row.is_ok]
    weather = [
        f"{r.number}: {r.findings['weather'].words}" for r in rows if "weather" in r.findings
    ]
    lines = [NOTES, *weather, f"{len(rows)} drills, {len(failed)} failed, {seconds:.0f} s"]
    for row in failed:
        lines += [f"\n{row.number} ({row.how}, {row.finisher}):", *row.complaints]
    return "\n".join(lines)
