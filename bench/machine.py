"""What it was measured on."""

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from .sites import ROOT

PACKAGES = ("Django", "wagtail", "django-oscar", "django-haystack", "Whoosh", "gunicorn", "psycopg")


def facts() -> list[tuple[str, str]]:
    """Give (what, which) of the machine, the programs and the code."""
    return [
        ("processor", processor()),
        ("cores", str(os.cpu_count())),
        ("memory", memory()),
        ("load before the start", f"{os.getloadavg()[0]:.1f}"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        *((package, version(package)) for package in PACKAGES),
        ("PostgreSQL", postgres()),
        ("wrk", first_line(["wrk", "-v"])),
        ("commit", first_line(["git", "rev-parse", "--short", "HEAD"])),
    ]


def processor() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", read("/proc/cpuinfo"), re.MULTILINE)
    return found[1] if found else platform.machine()


def memory() -> str:
    found = re.search(r"^MemTotal:\s*(\d+) kB", read("/proc/meminfo"), re.MULTILINE)
    return f"{int(found[1]) * 1024 / 1e9:.0f} GB" if found else "?"


def postgres() -> str:
    from tests.databases import postgres_programs

    found = re.search(r"[\d.]+", first_line([str(postgres_programs() / "postgres"), "--version"]))
    return found[0] if found else "?"


def read(path: str) -> str:
    return Path(path).read_text() if Path(path).exists() else ""


def first_line(command: list[str]) -> str:
    """Give the first line that a program says, on whichever stream."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).splitlines()
    return said[0].split(" Copyright")[0].strip() if said else "?"
