"""What `manage.py reconcile` says after a drill."""

from io import StringIO

from django.core.management import call_command

from shop.order.models import Order


def complaints() -> list[str]:
    """Give what disagrees, and which orders want a person; nothing where all is well."""
    said = StringIO()
    try:
        call_command("reconcile", stdout=said, stderr=said)
    except SystemExit:
        found = [line for line in said.getvalue().splitlines() if not line.startswith("agree")]
    else:
        found = []
    looks = Order.objects.exclude(attention="").values_list("number", "attention")
    return found + [f"Order {number} needs a look: {why}" for number, why in looks]
