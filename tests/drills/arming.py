"""Lets a server die at a point: wraps what the point names, in this process and its forks."""

import importlib
import os
import signal
import sys
import threading
from functools import wraps

from django.db.backends.base.base import BaseDatabaseWrapper

from .points import Point, When

#: Modules in which another name for a wrapped callable is looked for.
OURS = ("shop.",)
COMMITS = (When.BEFORE_COMMIT, When.AFTER_COMMIT)
#: Per thread: `is_next` once the point's callable has begun.
_commit = threading.local()


def die() -> None:
    """Kill the whole server, this process and all that belong to its group."""
    os.killpg(os.getpgrp(), signal.SIGKILL)


def arm(point: Point) -> None:
    """Let whoever passes the point take the whole server along.

    Raises: `AttributeError`, `ModuleNotFoundError` where the table names what is not there.
    """
    owner, name = find(point.where)
    original = getattr(owner, name)

    @wraps(original)
    def deadly(*args, **kwargs):
        if point.when is When.BEFORE:
            die()
        if point.when in COMMITS:
            _commit.is_next = True
        result = original(*args, **kwargs)
        if point.when is When.AFTER:
            die()
        return result

    setattr(owner, name, deadly)
    replace_everywhere(original, deadly)
    if point.when in COMMITS:
        arm_commit(point.when)


def find(dotted: str) -> tuple[object, str]:
    """Give the module or class that holds a callable, and the name it has there."""
    parts = dotted.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            owner = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:-1]:
            owner = getattr(owner, part)
        return owner, parts[-1]
    raise ModuleNotFoundError(dotted)


def replace_everywhere(original, deadly) -> None:
    """Put the wrapped callable wherever one of our modules has imported the original."""
    for module_name, module in list(sys.modules.items()):
        if module is None or not module_name.startswith(OURS):
            continue
        for name, value in list(vars(module).items()):
            if value is original:
                setattr(module, name, deadly)


def arm_commit(when: When) -> None:
    commit = BaseDatabaseWrapper.commit

    @wraps(commit)
    def deadly(self):
        is_next = getattr(_commit, "is_next", False)
        if is_next and when is When.BEFORE_COMMIT:
            die()
        commit(self)
        if is_next:
            die()

    BaseDatabaseWrapper.commit = deadly
