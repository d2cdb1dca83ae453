"""The sites take turns: every page of every site once, then all of them again."""

from .load import Run, is_slow, run_single, run_wrk
from .plan import Cell, Options
from .probe import PageIsBroken, probe
from .progress import Progress
from .results import Results
from .servers import WORKERS

#: Where a visitor waits longer than this, one run must do.
VERY_SLOW_SECONDS = 4.0


def measure(
    cells: list[Cell], *, size: int, results: Results, options: Options, progress: Progress
) -> None:
    """Look at each page, then load them in rounds, while there is time."""
    known = []
    progress.say(f"{size} products: one look at {len(cells)} pages")
    for cell in cells:
        if progress.left < options.seconds:
            results.omissions.append(f"{size} products: {cell.page} of {cell.who}")
            continue
        try:
            figure = probe(cell.request)
        except PageIsBroken as broken:
            results.omissions.append(f"{cell.page} of {cell.who}, {size} products: {broken}")
            continue
        results.figures[size, cell.page, cell.who] = figure
        known.append(cell)
    for number in range(1, options.rounds + 1):
        progress.say(f"{size} products: round {number} of {options.rounds}, {len(known)} pages")
        missed = 0
        for cell in known:
            figure = results.figures[size, cell.page, cell.who]
            if figure.runs and figure.seconds > VERY_SLOW_SECONDS:
                continue
            if progress.left < options.seconds:
                missed += 1
                continue
            figure.runs.append(load(cell, figure.seconds, options.seconds))
        if missed:
            words = f"{size} products, round {number}: {missed} pages, for want of time"
            results.omissions.append(words)


def load(cell: Cell, seconds_per_answer: float, run_seconds: int) -> Run:
    if is_slow(seconds_per_answer, workers=WORKERS, run_seconds=run_seconds):
        return run_single(cell.request, seconds=run_seconds)
    run = run_wrk(cell.request, seconds=run_seconds)
    # Who asked has gone, but a server answers all that waits in its queue. One more question to
    # each worker waits behind it, so that the next site has the machine to itself.
    run_single(cell.request, seconds=0)
    return run
