"""Bad weather between shop and provider: webhooks that go astray, answers that do not come."""

import random
import threading
from collections import Counter

from stripe_emulator.emulator import Emulator
from stripe_emulator.faults import Fault

from .findings import Finding

#: The same dice in each run, although threads take them in another order.
SEED = 7

COPIES = 3
LOST_EVENTS = 0.25
LATE_BY = (0.0, 1.5)

SESSIONS = "/v1/checkout/sessions"
FAULTY_CALLS = 0.45
#: Longer than the shop waits for an answer.
SILENCE = 1.5
FAULTS = ("error_500", "rate_limit", "hang", "lost_response")


class Weather:
    """Spoils an emulator from the start until `clear_up`; counts in `seen` what it did."""

    expected: tuple[str, ...] = ()

    def __init__(self, emulator: Emulator) -> None:
        self.seen = Counter()
        self._chance = random.Random(SEED)
        self._lock = threading.Lock()
        self._is_over = False

    def clear_up(self) -> None:
        """From now on nothing goes wrong."""
        with self._lock:
            self._is_over = True

    def finding(self) -> Finding:
        """Say what the weather was like; it is to be complained of where it was fine."""
        missing = [kind for kind in self.expected if not self.seen[kind]]
        words = ", ".join(f"{count} {kind}" for kind, count in sorted(self.seen.items()))
        return Finding(words, f"no {', '.join(missing)} happened" * bool(missing))


class StrayWebhooks(Weather):
    """Each event comes three times, late and in any order; of four events one is lost."""

    expected = ("delivered", "lost")

    def __init__(self, emulator: Emulator) -> None:
        super().__init__(emulator)
        emulator.webhooks.set_policy(
            duplicates=COPIES - 1, shuffle=True, delay=LATE_BY, max_attempts=8, backoff=0.2
        )
        self._publish = emulator.account.publish
        emulator.account.publish = self.publish

    def publish(self, event_id: str, is_forced: bool = False) -> None:
        with self._lock:
            is_lost = not self._is_over and self._chance.random() < LOST_EVENTS
            self.seen["lost" if is_lost else "delivered"] += 1
        if not is_lost:
            self._publish(event_id, is_forced)


class BadAnswers(Weather):
    """Nearly every second call about sessions goes wrong; stands where the faults on order do."""

    expected = FAULTS

    def __init__(self, emulator: Emulator) -> None:
        super().__init__(emulator)
        emulator.faults = self

    def take(self, method: str, path: str) -> Fault | None:
        if not path.startswith(SESSIONS):
            return None
        with self._lock:
            goes_well = self._chance.random() >= FAULTY_CALLS
            kind = self._chance.choice(FAULTS)
            if self._is_over or goes_well:
                return None
            self.seen[kind] += 1
        return Fault(kind, seconds=SILENCE)

    def clear(self) -> None:
        self.clear_up()

    def pending(self) -> list[dict]:
        return []
