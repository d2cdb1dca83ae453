"""Databases of the tests' own: a PostgreSQL server in a temporary folder, and a SQLite file."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def server_user() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return "postgres" if os.getuid() == 0 else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def postgres_url():
    programs = postgres_programs()
    if programs is None:
        message = "PostgreSQL is not installed here (Debian: postgresql)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="ovop-postgres-"))
    user = server_user()
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", free_port()

    def run(*command):
        # From its own folder: the server's user may not look into ours.
        subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run(programs / "initdb", "-D", data, "-U", "ovop", "--auth=trust", "--no-sync", "-E", "UTF8")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
    run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        run(programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "ovop", "races")
        yield f"postgres://ovop@127.0.0.1:{port}/races"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('races') / 'db.sqlite3'}"


@pytest.fixture(scope="session", params=["postgres_url", "sqlite_url"])
def database(request) -> dict[str, str]:
    """Give the environment of a migrated database of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": request.getfixturevalue(request.param),
        "DJANGO_SETTINGS_MODULE": "settings.test",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT / "tests")]),
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True
    )
    return environment
