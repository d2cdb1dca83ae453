"""Faults on order: the next requests that match go wrong in a chosen way."""

import threading
from dataclasses import asdict, dataclass

KINDS = {
    "error_500": "answer 500 before any work; nothing is kept under the idempotency key",
    "error_500_kept": "answer 500 from inside the endpoint; kept under the idempotency key",
    "rate_limit": "answer 429 before any work",
    "reset": "reset the connection before any work",
    "slow": "take the idempotency key, wait `seconds`, then work and answer",
    "hang": "work, then keep silent for `seconds` and close without an answer",
    "lost_response": "work, then close the connection without an answer",
}


@dataclass
class Fault:
    """What happens to the next `times` requests with this method and path prefix."""

    kind: str
    times: int = 1
    method: str | None = None
    path: str = "/v1/"
    seconds: float = 1.0

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        if not isinstance(self.times, int) or self.times < 1:
            raise ValueError("times must be a whole number of 1 or more")
        if not 0 <= self.seconds <= 600:
            raise ValueError("seconds must be between 0 and 600")
        if not isinstance(self.path, str) or not self.path.startswith("/"):
            raise ValueError("path must start with /")


class Faults:
    """The faults still to come, in the order they were added."""

    def __init__(self):
        self._lock = threading.Lock()
        self._faults = []

    def add(self, kind, **settings):
        """Order a fault; see `KINDS` and `Fault`.

        Raises: ValueError for a fault that does not exist.
        """
        fault = Fault(kind, **settings)
        with self._lock:
            self._faults.append(fault)
        return fault

    def clear(self):
        """Nothing goes wrong any more."""
        with self._lock:
            self._faults.clear()

    def pending(self):
        """The faults still to come, as plain dicts."""
        with self._lock:
            return [asdict(fault) for fault in self._faults]

    def take(self, method, path):
        """The first fault that matches this request, used up by one; or None."""
        with self._lock:
            for fault in self._faults:
                if fault.method in (None, method) and path.startswith(fault.path):
                    fault.times -= 1
                    if fault.times == 0:
                        self._faults.remove(fault)
                    return fault
        return None
