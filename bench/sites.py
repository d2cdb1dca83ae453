"""The four sites: which settings they run under, and what their processes are told."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

ARAL, OSCAR, WAGTAIL, LIMIT = "ours", "plain Oscar", "plain Wagtail", "limit view"

SETTINGS = {
    ARAL: "bench.aral.settings",
    OSCAR: "bench.plain_oscar.settings",
    WAGTAIL: "bench.plain_wagtail.settings",
    LIMIT: "bench.limit.settings",
}


@dataclass(frozen=True)
class Place:
    """A site on a database; `var` is the folder for its pictures, mails and search index.

    `extra` is what else its processes find in their environment.
    """

    site: str
    database_url: str
    var: Path
    extra: tuple[tuple[str, str], ...] = ()

    def environment(self) -> dict[str, str]:
        """Give the environment of a Python process of this site."""
        inherited = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG")}
        return {
            **inherited,
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": SETTINGS[self.site],
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
            "PYTHONWARNINGS": "ignore",
            "VAR_ROOT": str(self.var),
            **dict(self.extra),
        }
