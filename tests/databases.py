"""Databases of the tests' own: a PostgreSQL server in a temporary folder, or SQLite files.

Both copy a migrated database in a moment, so that each trial may start from the same shop.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from tools.demo import free_port

ROOT = Path(__file__).resolve().parents[1]
USER = "ovop"
#: A temporary server needs no care for the disk, and its small queries no compiler.
OPTIONS = "-c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c jit=off"


def postgres_programs() -> Path | None:
    """Give the folder of the newest PostgreSQL's programs, where one is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def server_user() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return "postgres" if os.getuid() == 0 else None


@dataclass(frozen=True)
class PostgresDatabases:
    """The databases of a server that runs on 127.0.0.1."""

    port: int

    def url(self, name: str) -> str:
        return f"postgres://{USER}@127.0.0.1:{self.port}/{name}"

    def create(self, name: str) -> str:
        """Make an empty database and give its name."""
        self._run(f'CREATE DATABASE "{name}"')
        return name

    def copy(self, source: str, name: str) -> str:
        """Copy a database that nobody is connected to, and give the copy's name."""
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@dataclass(frozen=True)
class SqliteDatabases:
    """SQLite files in one folder; a database's name is its path."""

    folder: Path

    def url(self, name: str) -> str:
        return f"sqlite:///{name}"

    def create(self, name: str) -> str:
        """Give the path of a database that is made by the first to connect."""
        return str(self.folder / f"{name}.sqlite3")

    def copy(self, source: str, name: str) -> str:
        """Copy a database that nobody is connected to, and give the copy's path."""
        return shutil.copyfile(source, self.create(name))

    def drop(self, name: str) -> None:
        for path in self.folder.glob(f"{Path(name).name}*"):
            path.unlink()


@contextmanager
def postgres_server(programs: Path) -> Iterator[PostgresDatabases]:
    """Run a server of one's own until the end."""
    folder = Path(tempfile.mkdtemp(prefix="ovop-postgres-"))
    user, port = server_user(), free_port()
    if user:
        shutil.chown(folder, user)
    data = folder / "data"

    def run(program: str, *arguments) -> None:
        # From its own folder: the server's user may not look into ours.
        subprocess.run(
            [programs / program, "-D", data, *arguments],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    run("initdb", "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8")
    try:
        run("pg_ctl", "-w", "-l", folder / "log", "-o", f"{OPTIONS} -p {port} -k {folder}", "start")
        yield PostgresDatabases(port)
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def environment_for(url: str) -> dict[str, str]:
    """Give the environment of a Python process that uses the tests' settings on a database."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "settings.test",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT / "tests")]),
    }


def migrate(url: str) -> None:
    """Bring a database to the newest tables; takes about a minute for an empty one."""
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=ROOT,
        env=environment_for(url),
        check=True,
    )
