"""Which tables public pages are made from. Apps name theirs when they are ready."""

from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class Watched:
    """A table, and the SQL expression of what pages show of a row; "" is all of it.

    `NEW.` and `OLD.` stand before the columns' names as `{row}`.
    """

    table: str
    shown: str = ""


_labels: dict[str, str] = {}


def watch(*labels: str, shown: str = "") -> None:
    """Watch models ("app.Model") with their many-to-many tables.

    `shown`: an expression such as `{row}.num_in_stock > 0`: a row that changes otherwise
    changes no page.
    """
    _labels.update(dict.fromkeys(labels, shown))


def watched_tables() -> list[Watched]:
    """Give each watched table once, by name."""
    found = {}
    for label, shown in _labels.items():
        model = apps.get_model(label)
        found[model._meta.db_table] = Watched(model._meta.db_table, shown)
        for field in model._meta.local_many_to_many:
            table = field.remote_field.through._meta.db_table
            found.setdefault(table, Watched(table))
    return [found[table] for table in sorted(found)]
