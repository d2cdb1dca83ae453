"""One size after the other: pages, checkouts, and what our workers hold."""

from pathlib import Path

from .checkouts import measure_checkouts
from .endurance import measure_memory
from .plan import Options, cells
from .prepare import Ground
from .progress import Progress
from .results import Results
from .rounds import measure
from .stage import Ports, Stage, stage
from .weight import weigh


def run_sizes(
    ground: Ground,
    ports: Ports,
    folder: Path,
    *,
    results: Results,
    options: Options,
    progress: Progress,
) -> None:
    """Fill in the results. The middle sizes come last: they can be missed best."""
    first, *middle = options.sizes
    for size in [first, *middle[-1:], *middle[:-1]]:
        progress.say(f"{size} products: servers")
        with stage(ground, ports, folder, size=size) as running:
            if size == options.sizes[-1] and options.wants("memory"):
                measure_memory(
                    running.server,
                    running.ours,
                    results=results,
                    options=options,
                    progress=progress,
                )
            measure_size(running, size, results=results, options=options, progress=progress)


def measure_size(
    running: Stage, size: int, *, results: Results, options: Options, progress: Progress
) -> None:
    is_smallest = size == options.sizes[0]
    listed = cells(
        options,
        ours=running.ours,
        uncached=running.uncached,
        bare=running.bare,
        oscar=running.oscar,
        wagtail_url=running.wagtail_url,
        limit_url=running.limit_url,
        is_smallest=is_smallest,
    )
    measure(listed, size=size, results=results, options=options, progress=progress)
    if is_smallest and options.wants("checkout"):
        measure_checkouts(
            size=size,
            ours=running.ours,
            plain=running.oscar,
            results=results,
            options=options,
            progress=progress,
        )
    if is_smallest and options.wants("weight"):
        results.weight = weigh(running.ours)
