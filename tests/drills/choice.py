"""Which drills to run."""

from argparse import Namespace

from .crowds import Crowd, all_crowds
from .points import By
from .purchase import Purchase, all_purchases

#: Drills for every run of the tests: a point on the way to the provider, one while
#: settling and one round the mail, each with another finisher.
SLICE = {
    ("session opened, answer not stored", By.PAY, By.WEBHOOK),
    ("mail written, not committed", By.WEBHOOK, By.RETURN_PAGE),
    ("mail claimed, not sent", By.RETURN_PAGE, By.SWEEP),
}
SLICE_BUYERS = 10


def chosen(arguments: Namespace) -> list[Purchase | Crowd]:
    """Give the drills that the command line asks for, in the order of their numbers."""
    if arguments.slice:
        few = [p for p in all_purchases() if (p.words, p.reached_by, p.finisher) in SLICE]
        return [*few, *all_crowds(SLICE_BUYERS)]
    drills = [*all_purchases(), *all_crowds(arguments.buyers)]
    return [
        drill
        for drill in drills
        if arguments.only is None or drill.number in arguments.only
        if arguments.reached_by in (None, drill.reached_by)
        if arguments.finisher in (None, drill.finisher)
    ]
