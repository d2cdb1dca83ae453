"""Who is killed takes their workers along."""

import subprocess
import sys
import time
from pathlib import Path

SITE = Path(__file__).resolve().parents[2] / "site"
KILLED = """
import os, signal, sys, time
from concurrent.futures import ProcessPoolExecutor
from shop.demo.workers import end_with_parent

def who(_number):
    time.sleep(0.05)
    return os.getpid()

if __name__ == "__main__":
    with ProcessPoolExecutor(2, initializer=end_with_parent) as pool:
        print(*set(pool.map(who, range(8))), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""
PATIENCE_SECONDS = 20


def is_alive(pid: str) -> bool:
    """A process that has ended and waits to be buried is not alive."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_workers_end_when_their_parent_is_killed(tmp_path):
    script = tmp_path / "killed.py"
    script.write_text(KILLED)

    # To a file: a pipe would be held open by workers that live on.
    with (tmp_path / "workers").open("w") as told:
        ended = subprocess.run(
            [sys.executable, script], env={"PYTHONPATH": str(SITE)}, stdout=told, stderr=told
        )
    workers = (tmp_path / "workers").read_text().split()

    until = time.monotonic() + PATIENCE_SECONDS
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert ended.returncode == -9
    assert len(workers) == 2
    assert [pid for pid in workers if is_alive(pid)] == []
