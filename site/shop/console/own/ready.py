"""A producer says that pieces are ready, or takes it back."""

from datetime import datetime

from shop.console.models import ReadyNote
from shop.order.models import Line


def note_ready(*, line: Line, by, now: datetime) -> bool:
    """Note it once; says whether it is new. Nothing else changes: staff pack and send."""
    _, is_new = ReadyNote.objects.get_or_create(line=line, defaults={"by": by, "at": now})
    return is_new


def take_ready_back(*, line: Line) -> None:
    ReadyNote.objects.filter(line=line).delete()
