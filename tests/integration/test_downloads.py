"""Files to take away are named, and kept by nobody on the way."""

import pytest
from django.urls import reverse
from django.utils import timezone

from integration.producers_login import bee, honey  # noqa: F401
from producers.rules.programme import Quarter

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
PDF = "application/pdf"


def about(client, name: str) -> tuple[str, str]:
    """Give what the browser is told of a file that is not to be kept: its kind and its name."""
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer)
    return answer["Content-Type"], answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "kind", "file_name", "way"),
    [
        ("console:export-csv", CSV, "orders-{day}.csv", "attachment"),
        ("console:export-xlsx", XLSX, "orders-{day}.xlsx", "attachment"),
        ("console:pick-list-pdf", PDF, "pick-list-{day}.pdf", "inline"),
        ("sheets:csv", CSV, "prices-and-stock-{day}.csv", "attachment"),
        ("sheets:xlsx", XLSX, "prices-and-stock-{day}.xlsx", "attachment"),
        ("programme:report-pdf", PDF, "report-{quarter}.pdf", "inline"),
        ("programme:report-xlsx", XLSX, "report-{quarter}.xlsx", "attachment"),
    ],
)
def test_managers_file_is_named_and_not_kept(log_in, name, kind, file_name, way):
    today = timezone.localdate()
    named = file_name.format(day=f"{today:%Y-%m-%d}", quarter=Quarter.of(today).before)

    found = about(log_in("Association managers"), name)

    assert found == (kind, f'{way}; filename="{named}"')


@pytest.mark.parametrize(("ending", "kind"), [("csv", CSV), ("xlsx", XLSX)])
def test_statement_is_named_and_not_kept(bee, ending, kind):
    found = about(bee, f"own:statement-{ending}")

    named = f"statement-{timezone.localdate():%Y-%m-%d}.{ending}"
    assert found == (kind, f'attachment; filename="{named}"')
