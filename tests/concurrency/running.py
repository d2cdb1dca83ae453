"""Runs a race in a process of its own: threads that commit cannot share a test's transaction."""

import json
import subprocess
import sys

from databases import ROOT


def run_race(script: str, database: dict[str, str]) -> tuple[dict, str]:
    """Give the JSON that a script of this folder prints, and what it wrote to its log."""
    done = subprocess.run(
        [sys.executable, f"tests/concurrency/{script}"],
        cwd=ROOT,
        env=database,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1]), done.stderr
