"""Whoever indexes the same things at the same time leaves the index that one would have made."""

import json
import subprocess
import sys

from databases import ROOT


def test_indexing_at_the_same_time_leaves_the_same_index(database):
    done = subprocess.run(
        [sys.executable, "tests/concurrency/search_race.py"],
        cwd=ROOT,
        env=database,
        capture_output=True,
        text=True,
        timeout=240,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["outcomes"] == ["done"]
    assert result["is_the_same"]
    assert result["terms"] > 20
    # What a commit could not index would have been logged.
    assert "Error" not in done.stderr
