"""Counts of pieces as the database reckons them: those of `PieceCount`, by their names."""

from django.db.models import Exists, F, OuterRef

from .models import Line


def unsent() -> F:
    return F("quantity") - F("withdrawn") + F("returned") - F("sent")


def to_pack() -> F:
    return F("quantity") - F("withdrawn") + F("returned") - F("in_parcels")


def with_pieces_to_pack(lines):
    """Narrow lines down to those of which pieces are not in a parcel yet."""
    return lines.alias(pieces_to_pack=to_pack()).filter(pieces_to_pack__gt=0)


def has_pieces_to_pack() -> Exists:
    """Tell of orders whether anything is still to be packed."""
    return Exists(with_pieces_to_pack(Line.objects.filter(order=OuterRef("pk"))))
