"""The demonstration's settings, and the counting of statements before everything else."""

from settings.dev import *  # noqa: F403
from settings.dev import MIDDLEWARE as OURS

MIDDLEWARE = ["bench.sql_count.SqlCountMiddleware", *OURS]
