"""One stylesheet and one script from their parts: a phone asks for two files, not for ten.

The parts stay what is written and read; the joined files are made when they are asked for,
beside the database, and never kept in the repository.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).parent / "static" / "home"
#: In the order of the cascade; what is only for paper comes last.
STYLES = (
    "tokens", "base", "frame", "pictures", "stages", "goods", "buying", "trust", "facts",
    "ways", "forms", "map", "panel", "home", "people", "story", "listing", "product", "purchase",
)  # fmt: skip
FOR_PAPER = "print"
#: Modules that import nothing; each looks whether what it cares for is on the page.
SCRIPTS = ("basket", "quantity", "lines", "checkout", "forms", "buy_bar", "search")

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r" ?([{};,]) ?|(?<=:) ")


def tightened(css: str) -> str:
    """Give the same rules without comments and without space that says nothing."""
    return AROUND.sub(lambda found: found[1] or "", SPACE.sub(" ", COMMENT.sub("", css))).strip()


def joined_css(names: Iterable[str] = STYLES) -> str:
    """Give the named parts, in the order given, and what paper wants."""
    parts = [(SOURCES / "css" / f"{name}.css").read_text() for name in names]
    paper = (SOURCES / "css" / f"{FOR_PAPER}.css").read_text()
    return tightened("\n".join([*parts, f"@media print {{{paper}}}"])) + "\n"


def joined_js() -> str:
    """Give one module, each part in a block of its own: in a module its names stay inside."""
    parts = [(SOURCES / "js" / f"{name}.js").read_text() for name in SCRIPTS]
    return "".join(f"{{\n{part}}}\n" for part in parts)


JOINED: dict[str, Callable[[], str]] = {
    "home/css/site.css": joined_css,
    "home/js/site.js": joined_js,
}


def write_joined(name: str, root: Path) -> Path:
    """Bring a joined file up to date; two processes may do so at once."""
    path, text = root / name, JOINED[name]()
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.{os.getpid()}")
        new.write_text(text)
        new.replace(path)
    return path


class JoinedFilesFinder(BaseFinder):
    """Finds the joined files among the static files."""

    def __init__(self, *args, **kwargs) -> None:
        self.root = Path(settings.VAR_ROOT) / "joined"

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path not in JOINED:
            return []
        found = str(write_joined(path, self.root))
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=str(self.root))
        for name in JOINED:
            write_joined(name, self.root)
            yield name, storage
