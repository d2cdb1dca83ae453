"""Databases of the tests' own: a PostgreSQL server in a temporary folder, and SQLite files."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from tools.demo import free_port


class Postgres:
    """A server of its own on 127.0.0.1; its databases are named."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.port = free_port()
        self.user = server_user()
        self.folder = Path(tempfile.mkdtemp(prefix="ovop-postgres-"))
        if self.user:
            shutil.chown(self.folder, self.user)

    def run(self, program: str, *arguments) -> None:
        # From its own folder: the server's user may not look into ours.
        command = [self.programs / program, *arguments]
        subprocess.run(
            command, user=self.user, cwd=self.folder, check=True, stdout=subprocess.DEVNULL
        )

    def start(self) -> None:
        data, log = self.folder / "data", self.folder / "log"
        self.run("initdb", "-D", data, "-U", "ovop", "--auth=trust", "--no-sync", "-E", "UTF8")
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off"
        self.run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def create(self, name: str, *, copy_of: str = "template1") -> str:
        """Make a database and give its URL."""
        address = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "ovop")
        self.run("createdb", *address, "-T", copy_of, name)
        return f"postgres://ovop@127.0.0.1:{self.port}/{name}"


class Sqlite:
    """A folder of files; each is a database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str, *, copy_of: str | None = None) -> str:
        """Make a database and give its URL."""
        path = self.folder / f"{name}.sqlite3"
        if copy_of is not None:
            source = sqlite3.connect(self.folder / f"{copy_of}.sqlite3")
            target = sqlite3.connect(path)
            source.backup(target)
            source.close()
            target.close()
        return f"sqlite:///{path}"


def postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def server_user() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return "postgres" if os.getuid() == 0 else None
