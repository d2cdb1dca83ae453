"""The site's version: the same for all workers, another after every change that is seen."""

from contextlib import closing

from django.db import connection, transaction

from .models import SiteChange

Version = tuple[int, int]

#: The sweep leaves the table alone until it has more rows than this: each request counts them.
MOST_ROWS = 50


def read_version() -> Version:
    """Give the version, in one small query.

    The largest id alone would not do: of two transactions the one with the larger id may
    commit first. The count tells that the other has come.
    """
    newest, count = one_row("SELECT MAX(id), COUNT(*) FROM home_sitechange")
    return newest or 0, count


def one_row(sql: str) -> tuple:
    """Ask the driver itself where nobody listens: a third less work, and each request asks.

    Who counts or prints statements is told of this one as of all others.
    """
    if connection.execute_wrappers or connection.queries_logged:
        with connection.cursor() as cursor:
            return cursor.execute(sql).fetchone()
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(connection.connection.cursor()) as cursor:
        return cursor.execute(sql).fetchone()


@transaction.atomic
def forget_old_changes() -> int:
    """Keep the table small; gives how many rows went.

    A new row comes with it, so that no earlier version is ever met again.
    """
    newest, count = read_version()
    if count <= MOST_ROWS:
        return 0
    gone, _ = SiteChange.objects.filter(pk__lt=newest).delete()
    SiteChange.objects.create()
    return gone
