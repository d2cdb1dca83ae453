"""The emulator's own time, which can be moved forward."""

import math
import time


class Clock:
    """Unix seconds from `source`, plus an offset that only grows."""

    def __init__(self, source=time.time):
        self._source = source
        self.offset = 0.0

    def now(self):
        """The current Unix time in whole seconds, as Stripe writes times."""
        return int(self._source() + self.offset)

    def advance(self, seconds):
        """Move time forward by `seconds`.

        Raises: ValueError when asked to go back, or to the end of time.
        """
        if not (math.isfinite(seconds) and seconds >= 0):
            raise ValueError("the clock only moves forward")
        self.offset += seconds
