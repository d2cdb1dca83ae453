"""A process that has loaded everything once, and forks a server in a moment.

It was forked before anything connected to a database or started a thread, so its
forks share nothing with each other but code.
"""

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import socket
import time
import traceback
from dataclasses import asdict, dataclass

from django.core.handlers.wsgi import WSGIHandler

from .server import Setup, serve

MESSAGE_SIZE = 65536
SET_CHILD_SUBREAPER = 36


@dataclass
class Group:
    """A server's process group; `lifeline` ends when its last process has died."""

    leader: int
    lifeline: int

    def is_dead_within(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.lifeline], [], [], seconds)
        return bool(ready)

    def kill(self) -> None:
        """Kill whatever is left of it. Raises: `TimeoutError` where something survives."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.leader, signal.SIGKILL)
        if not self.is_dead_within(10):
            raise TimeoutError(f"Process group {self.leader} does not die")
        os.close(self.lifeline)


class Zygote:
    """The side that asks; `Zygote.fork()` before threads and connections exist."""

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self.line = line

    @classmethod
    def fork(cls, application: WSGIHandler) -> "Zygote":
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            ours.close()
            # What is there now stays: no fork needs to look through it, and so copy it.
            gc.freeze()
            run_and_exit(lambda: answer(theirs, application))
        theirs.close()
        return cls(pid, ours)

    def start(self, setup: Setup) -> Group:
        """Fork a server, which may take a moment to listen."""
        self.line.send(json.dumps(asdict(setup)).encode())
        message, fds, _, _ = socket.recv_fds(self.line, MESSAGE_SIZE, 1)
        if not message:
            raise RuntimeError("The process that forks servers has died")
        return Group(json.loads(message)["leader"], fds[0])

    def close(self) -> None:
        """End it, and with it the last server where that still lives."""
        self.line.close()
        os.waitpid(self.pid, 0)


def run_and_exit(act) -> None:
    """End this fork with `act`, so that it never runs its parent's code."""
    try:
        act()
    except BaseException as error:
        if not isinstance(error, SystemExit):
            traceback.print_exc()
    finally:
        os._exit(0)


def answer(line: socket.socket, application: WSGIHandler) -> None:
    """Fork a server for each setup until the other side hangs up."""
    # Ctrl-C is for the other side, which then hangs up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    adopt_orphans()
    leader = None
    while message := line.recv(MESSAGE_SIZE):
        setup = Setup(**json.loads(message))
        lifeline, held = os.pipe()
        leader = os.fork()
        if leader == 0:
            line.close()
            os.close(lifeline)
            run_and_exit(lambda setup=setup: lead(setup, application))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpgid(leader, leader)
        os.close(held)
        socket.send_fds(line, [json.dumps({"leader": leader}).encode()], [lifeline])
        os.close(lifeline)
        reap()
    if leader is not None and is_alive(leader):
        os.killpg(leader, signal.SIGKILL)


def lead(setup: Setup, application: WSGIHandler) -> None:
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    serve(setup, application)


def adopt_orphans() -> None:
    """Become the parent of those whose parent was killed, where the system knows how."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1)


def is_alive(child: int) -> bool:
    try:
        return os.waitpid(child, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


def reap() -> None:
    """Take note of the dead, for a moment at most."""
    deadline = time.monotonic() + 0.01
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0] and time.monotonic() < deadline:
            pass
