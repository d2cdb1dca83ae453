"""Triggers that move the site's version on, whoever changes a watched table.

Set after every migration: SQLite makes a table anew to alter it, and its triggers go with it.
On PostgreSQL a statement makes one entry, however many rows it changes, and entries are
inserted, never updated: no two transactions wait for each other. SQLite has one writer at
a time, so there the table holds one row.
"""

from django.db import connections

from .watch import Watched, watched_tables

ACTS = ("INSERT", "UPDATE", "DELETE")

SQLITE = """
CREATE TRIGGER {name} AFTER {act} ON {table} {when}
BEGIN
    INSERT INTO home_sitechange (id) VALUES (NULL);
    DELETE FROM home_sitechange WHERE id < (SELECT MAX(id) FROM home_sitechange);
END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION home_site_has_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO home_sitechange DEFAULT VALUES; RETURN NULL; END $$
"""
POSTGRES = """
CREATE TRIGGER {name} AFTER {act} ON {table} FOR EACH {each} {when}
EXECUTE FUNCTION home_site_has_changed()
"""


def set_triggers(sender, using: str, **kwargs) -> None:
    """Set the triggers on all watched tables that exist."""
    connection = connections[using]
    if connection.vendor not in ("sqlite", "postgresql"):
        return
    existing = set(connection.introspection.table_names())
    if "home_sitechange" not in existing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for watched in watched_tables():
            if watched.table in existing:
                for act in ACTS:
                    for statement in statements(connection.vendor, watched, act):
                        cursor.execute(statement)


def statements(vendor: str, watched: Watched, act: str) -> list[str]:
    """Give the statements that set one trigger anew."""
    name, table = f"seen_{watched.table}_{act.lower()}"[:63], watched.table
    by_row = bool(watched.shown) and act == "UPDATE"
    when = f"WHEN ({changes(vendor, watched.shown)})" if by_row else ""
    if vendor == "sqlite":
        create = SQLITE.format(name=name, act=act, table=table, when=when)
        return [f"DROP TRIGGER IF EXISTS {name}", create]
    each = "ROW" if by_row else "STATEMENT"
    create = POSTGRES.format(name=name, act=act, table=table, each=each, when=when)
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}", create]


def changes(vendor: str, shown: str) -> str:
    """Give the condition under which a changed row looks different."""
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    return f"({shown.format(row='OLD')}) {differs} ({shown.format(row='NEW')})"
