"""A server as it runs in production: gunicorn, and the worker beside it, in one process group."""

import os
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.utils import timezone
from gunicorn.app.base import BaseApplication

from . import shop
from .arming import arm, die
from .points import POINTS

#: How often the worker looks for something to do, in seconds.
PAUSE = 0.2


@dataclass(frozen=True)
class Setup:
    """What to serve. `point`: the number of the one at which it dies, or None.

    `has_inbox`: the worker processes stored events; `has_sweep`: it sweeps as well.
    """

    port: int
    log: str
    overrides: dict = field(default_factory=dict)
    point: int | None = None
    workers: int = 1
    has_inbox: bool = True
    has_sweep: bool = False


class Gunicorn(BaseApplication):
    """Serves an application that is loaded already."""

    def __init__(self, application: WSGIHandler, **options) -> None:
        self.application = application
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return self.application


def serve(setup: Setup, application: WSGIHandler) -> None:
    """Become that server; call it in a fork that leads a process group of its own."""
    log = os.open(setup.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    for name, value in setup.overrides.items():
        setattr(settings, name, value)
    if setup.point is not None:
        arm(next(point for point in POINTS if point.number == setup.point))
    acts = [shop.work_off_inbox] * setup.has_inbox + [shop.sweep] * setup.has_sweep
    if acts and os.fork() == 0:
        work(acts)
    Gunicorn(
        application,
        bind=f"127.0.0.1:{setup.port}",
        worker_class="gthread",
        workers=setup.workers,
        threads=4,
        preload_app=True,
        loglevel="warning",
        control_socket_disable=True,
    ).run()


def work(acts: list[Callable]) -> None:
    """Do all acts again and again; a worker that breaks takes the server along, to be noticed."""
    try:
        while True:
            for act in acts:
                act(timezone.now())
            close_old_connections()
            time.sleep(PAUSE)
    except BaseException:
        traceback.print_exc()
        die()
