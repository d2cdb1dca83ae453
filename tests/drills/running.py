"""Run drills one after the other and show how far they are."""

import sys
import time

from .ground import Ground
from .stage import stage
from .table import Row, heading


def run_all(drills: list, ground: Ground) -> list[Row]:
    print(heading(), flush=True)
    rows = []
    for place, drill in enumerate(drills, start=1):
        show_progress(f"{place} of {len(drills)}: {drill.words}, {drill.how}, {drill.finisher}")
        rows.append(run_one(drill, ground))
        show_progress("")
        print(rows[-1], flush=True)
    return rows


def run_one(drill, ground: Ground) -> Row:
    """Run one drill; whatever stops it is its failure, and no other's."""
    began = time.monotonic()
    findings, error = {}, ""
    with stage(ground) as here:
        try:
            findings = drill.run(here)
        except Exception as stopped:
            error = f"{type(stopped).__name__}: {stopped}\n{here.last_words()}"
    return Row(
        number=drill.number,
        words=drill.words,
        how=drill.how,
        finisher=str(drill.finisher),
        seconds=time.monotonic() - began,
        findings=findings,
        error=error,
    )


def show_progress(words: str) -> None:
    """Say what runs just now, where a person looks on."""
    if sys.stdout.isatty():
        print(f"\r\033[K{words}", end="", flush=True)
