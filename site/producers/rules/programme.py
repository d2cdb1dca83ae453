"""The way through the programme: which steps may be entered, what the next one still needs, and the
quarters in which the donor is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .stages import Stage


class ProgrammeError(Exception):
    """A step that cannot be entered; `code` says why, `data` with what."""

    def __init__(self, code: str, **data: object) -> None:
        self.code = code
        self.data = data
        super().__init__(code, data)


@dataclass(frozen=True)
class Step:
    """A stage, and the day on which it was reached."""

    stage: Stage
    on: date


def check_step(
    steps: Sequence[Step], new: Step, *, today: date, joined: date | None, reason: str
) -> None:
    """Let a step pass that may follow `steps`, which are in the order of their days.

    Raises: `ProgrammeError` with code "future", "before_joining" (`day`), "before_last" (`day`),
    "same_stage" or "reason_wanted" for a step back without one.
    """
    if new.on > today:
        raise ProgrammeError("future")
    if joined and new.on < joined:
        raise ProgrammeError("before_joining", day=joined)
    if not steps:
        return
    last = steps[-1]
    if new.on < last.on:
        raise ProgrammeError("before_last", day=last.on)
    if new.stage == last.stage:
        raise ProgrammeError("same_stage")
    if new.stage < last.stage and not reason.strip():
        raise ProgrammeError("reason_wanted")


class Need(StrEnum):
    """What a participant still lacks for the next stage."""

    TRAINING = "training"
    PRODUCT = "product"
    EQUIPMENT = "equipment"
    DOCUMENT = "document"
    ON_SALE = "on_sale"


@dataclass(frozen=True)
class Standing:
    """What is known of a participant: counts of evidence and of things."""

    trainings: int = 0
    equipment: int = 0
    documents: int = 0
    products: int = 0
    on_sale: int = 0


def needs_of_next(stage: Stage | int, standing: Standing) -> tuple[Need, ...]:
    """Name what is missing to enter the stage after this one; the last has none after it."""
    wanted = {
        Stage.MOBILISATION: ((Need.TRAINING, standing.trainings),),
        Stage.PRODUCT_DEVELOPMENT: ((Need.PRODUCT, standing.products),),
        Stage.WORKSHOP_AND_EQUIPMENT: (
            (Need.EQUIPMENT, standing.equipment),
            (Need.DOCUMENT, standing.documents),
        ),
        Stage.CERTIFICATION: ((Need.ON_SALE, standing.on_sale),),
    }
    return tuple(need for need, count in wanted.get(Stage(stage), ()) if not count)


#: What must be there before a stage may be entered at all.
MUST_HAVE = {Stage.CERTIFICATION: Need.DOCUMENT, Stage.MARKETS: Need.ON_SALE}


def check_evidence(stage: Stage, standing: Standing) -> None:
    """Raises: `ProgrammeError` "evidence_wanted" with the `need`."""
    counts = {Need.DOCUMENT: standing.documents, Need.ON_SALE: standing.on_sale}
    need = MUST_HAVE.get(stage)
    if need and not counts[need]:
        raise ProgrammeError("evidence_wanted", need=need)


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year; `number` 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def read(cls, text: str) -> "Quarter | None":
        """Read "2026-Q4"; None for anything else."""
        year, _, number = text.partition("-Q")
        if not (year.isascii() and year.isdecimal() and len(year) == 4 and number in set("1234")):
            return None
        return cls(int(year), int(number)) if int(year) >= 2000 else None

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter.of(self.first - timedelta(days=1))
