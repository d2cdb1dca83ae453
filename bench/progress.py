"""What a run is at, and how long it may go on."""

import threading
import time


class Progress:
    """Prints each step with the time since the start; knows when time is over."""

    def __init__(self, most_seconds: float) -> None:
        self.began = time.monotonic()
        self.most_seconds = most_seconds
        self._lock = threading.Lock()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        return self.most_seconds - self.seconds

    def say(self, words: str) -> None:
        minutes, seconds = divmod(int(self.seconds), 60)
        with self._lock:
            print(f"[{minutes:2d}:{seconds:02d}] {words}", flush=True)
