"""Back to the stocked shop after each drill, in a moment.

A PostgreSQL database of many small tables takes longer to copy than most drills; so
only the tables that a purchase writes are filled anew.
"""

import shutil
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction

#: Apps whose tables a purchase writes.
WRITTEN = (
    "analytics",
    "basket",
    "fulfilment",
    "ledger",
    "order",
    "partner",
    "payments",
    "sessions",
    "voucher",
)
KEPT = "kept"


def keeper():
    """Give the way of this kind of database to keep its state and to return to it."""
    return PostgresKeeper() if connection.vendor == "postgresql" else SqliteKeeper()


class SqliteKeeper:
    """Keeps the whole file."""

    def __init__(self) -> None:
        self.path = Path(connection.settings_dict["NAME"])
        self.kept = self.path.with_suffix(".kept")
        connection.close()
        shutil.copyfile(self.path, self.kept)

    def rewind(self) -> None:
        """Call it when no server lives."""
        connection.close()
        for leftover in ("-wal", "-shm"):
            Path(f"{self.path}{leftover}").unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.path)


class PostgresKeeper:
    """Keeps the rows of the written tables in a schema of their own."""

    def __init__(self) -> None:
        self.tables = written_tables()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {KEPT}")
            for table in self.tables:
                cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')
        self.filled = [table for table in self.tables if has_rows(table)]
        connection.close()

    def rewind(self) -> None:
        """Waits for what a dead server still holds; the database soon notices its death."""
        with transaction.atomic(), connection.cursor() as cursor:
            # Neither foreign keys nor the ledger's guards have a say in this.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SET LOCAL lock_timeout = '20s'")
            for table in self.tables:
                cursor.execute(f'DELETE FROM "{table}"')
            for table in self.filled:
                cursor.execute(f'INSERT INTO "{table}" TABLE {KEPT}."{table}"')


def written_tables() -> list[str]:
    return [
        model._meta.db_table
        for label in WRITTEN
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        return cursor.fetchone() is not None
