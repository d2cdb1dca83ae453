"""Everything the emulator remembers, behind one lock, optionally kept in a file."""

import copy
import json
import os
import threading
from contextlib import contextmanager
from pathlib import Path


class Store:
    """Objects by kind and id, in the order they were made.

    All reading and writing happens inside `transaction()`, one thread at a
    time. There is no rollback: callers check first and write last. With a
    `path`, each outermost transaction that wrote something ends by replacing
    that JSON file, so a restart goes on where it stopped.
    """

    def __init__(self, path=None):
        self._path = Path(path) if path else None
        self._lock = threading.RLock()
        self._depth = 0
        self._is_dirty = False
        self._after_commit = []
        self._state = self._load()

    def _load(self):
        if self._path and self._path.exists():
            return json.loads(self._path.read_text(encoding="utf-8"))
        return {"objects": {}, "notes": {}}

    @contextmanager
    def transaction(self):
        """Hold the lock; at the outermost end save, then run the `after_commit` calls."""
        calls = []
        with self._lock:
            self._depth += 1
            try:
                yield self
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._save()
                    calls, self._after_commit = self._after_commit, []
        for call in calls:
            call()

    def after_commit(self, call):
        """Run `call()` once the running transaction is over and saved."""
        self._after_commit.append(call)

    def put(self, thing):
        """Keep an API object (found again by its "object" and "id") and give it back."""
        self._state["objects"].setdefault(thing["object"], {})[thing["id"]] = thing
        self._is_dirty = True
        return thing

    def get(self, kind, id):
        """The live object, or None. Change it only inside a transaction, then `put` it."""
        return self._state["objects"].get(kind, {}).get(id)

    def find(self, id):
        """The live object of whatever kind with this id, or None."""
        return next(
            (things[id] for things in self._state["objects"].values() if id in things), None
        )

    def all(self, kind):
        """The live objects of one kind, oldest first."""
        return list(self._state["objects"].get(kind, {}).values())

    def note(self, topic, key, value):
        """Keep a private fact that is no API object; None forgets it."""
        notes = self._state["notes"].setdefault(topic, {})
        if value is None:
            notes.pop(key, None)
        else:
            notes[key] = value
        self._is_dirty = True

    def notes(self, topic):
        """The private facts of one topic by key, as a dict of its own."""
        return dict(self._state["notes"].get(topic, {}))

    def snapshot(self, kind):
        """Copies of all objects of one kind, oldest first, safe to keep."""
        with self._lock:
            return copy.deepcopy(self.all(kind))

    def reset(self):
        """Forget everything."""
        with self.transaction():
            self._state = {"objects": {}, "notes": {}}
            self._is_dirty = True

    def _save(self):
        if not (self._path and self._is_dirty):
            return
        self._is_dirty = False
        draft = self._path.with_name(self._path.name + ".new")
        draft.write_text(json.dumps(self._state), encoding="utf-8")
        os.replace(draft, self._path)
