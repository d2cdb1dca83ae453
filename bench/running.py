"""One size after the other: pages and checkouts; after the first, what our workers hold."""

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
    """Fill in the results, the smallest catalogue first."""
    for size in options.sizes:
        progress.say(f"{size} products: servers")
        with stage(ground, ports, folder, size=size) as running:
            measure_size(running, size, results=results, options=options, progress=progress)
        if size == options.sizes[0] and options.wants("memory"):
            middle = options.sizes[min(1, len(options.sizes) - 1)]
            with stage(ground, ports, folder, size=middle) as fresh:
                measure_memory(
                    fresh.server, fresh.ours, results=results, options=options, progress=progress
                )


def measure_size(
    running: Stage, size: int, *, results: Results, options: Options, progress: Progress
) -> None:
    is_smallest = size == options.sizes[0]
    listed = cells(
        options,
        ours=running.ours,
        uncached=running.uncached,
        oscar=running.oscar,
        wagtail_url=running.wagtail_url,
        limit_url=running.limit_url,
        is_smallest=is_smallest,
    )
    measure(listed, size=size, results=results, options=options, progress=progress)
    if options.wants("checkout"):
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
