"""Our shop beside plain Oscar, plain Wagtail and a view that does nothing, in one run.

`python -m bench` (or `make bench`) starts them all on PostgreSQL, lets them take turns under
the same load, and writes what it found to `bench/results.md`.
"""
