"""Writes docs/permissions.md, for people, from the table that the tests hold the admin against.

`python -m tools.permissions`
"""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "permissions.md"
HEAD = """# Who may open what

Written by `python -m tools.permissions` from `tests/access/addresses.py`; a test fails when it is
stale, and another one tries each address as each role. What stands here is what the roles are given
(`site/shop/console/roles.py`); an administrator may give a group more or less by hand.

A superuser may do everything and is none of these roles. Nobody but a superuser makes another one.
Whoever entered a certificate cannot verify it, whatever their role.
"""


def page() -> str:
    """Give the whole page."""
    from access.addresses import TABLE

    return "\n".join([HEAD, *(text for chapter in TABLE for text in chapter_of(chapter))])


def chapter_of(chapter) -> list[str]:
    from access.found import staff_patterns
    from access.screen import LETTERS

    found = staff_patterns()
    rows = [
        f"| {screen.words} | `{address_of(found[screen.name][0][0])}` | "
        + " | ".join("●" if letter in screen.who else "" for letter in LETTERS)
        + " |"
        for screen in chapter.screens
        if not screen.is_part
    ]
    heads = " | ".join(LETTERS.values())
    return [
        f"## {chapter.title}\n",
        f"| Screen | Address | {heads} |",
        "|---|---|" + ":-:|" * len(LETTERS),
        *rows,
        "",
    ]


def address_of(route: str) -> str:
    """Give an address as people read it: `/admin/orders/‹pk›/`."""
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"‹\1›", route)
    route = re.sub(r"<(?:\w+:)?(\w+)>", r"‹\1›", route)
    return "/" + route.replace("^", "").replace("$", "").replace("en/", "")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
    import django

    sys.path[:0] = [str(ROOT / "site"), str(ROOT / "tests")]
    django.setup()
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
