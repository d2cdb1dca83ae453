"""Triggers that keep the database itself from changing or deleting a ledger entry.

They are set after every migration and not in one: SQLite makes a table anew to
alter it, and the old table's triggers go with it.
"""

from django.db import connections

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, 'The ledger is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
RAISE EXCEPTION 'The ledger is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRES = """
CREATE OR REPLACE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()
"""


def guard_ledger(sender, using: str, **kwargs) -> None:
    """Set the triggers on all ledger tables that exist."""
    connection = connections[using]
    template = {"sqlite": SQLITE, "postgresql": POSTGRES}.get(connection.vendor)
    if template is None:
        return
    existing = set(connection.introspection.table_names())
    tables = [
        model._meta.db_table for model in sender.get_models() if model._meta.db_table in existing
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for table in tables:
            for act in ("UPDATE", "DELETE"):
                cursor.execute(template.format(table=table, act=act))
