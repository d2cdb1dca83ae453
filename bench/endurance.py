"""Whether our workers grow: memory at the start, after many requests, and after as many again."""

from .load import run_mix
from .plan import Options, Shop, mixed_paths
from .progress import Progress
from .results import Memory, Results
from .servers import Server

LOOKS = 2
#: The load generator sits out its time, so it is given little at once.
SLICE_SECONDS = 10


def measure_memory(
    server: Server, shop: Shop, *, results: Results, options: Options, progress: Progress
) -> None:
    """Fill in `results.memory`, from a server that has just started."""
    paths = mixed_paths(shop)
    at_start = max(server.memory())
    marks, asked = [], 0
    for _ in range(LOOKS):
        seconds = int(min(options.mix_seconds, progress.left / 2))
        if seconds < 1:
            results.omissions.append("memory: no time left")
            return
        progress.say(f"memory: up to {options.mix} mixed requests, {seconds} s at most")
        until = progress.seconds + seconds
        left = options.mix
        while left > 0 and progress.seconds < until:
            run = run_mix(shop.url, paths, count=left, seconds=min(SLICE_SECONDS, seconds))
            left -= run.count
            asked += run.count
            if run.errors:
                results.omissions.append(f"memory: {run.errors} requests failed")
        marks.append((asked, max(server.memory())))
    results.memory = Memory(at_start=at_start, marks=tuple(marks))
