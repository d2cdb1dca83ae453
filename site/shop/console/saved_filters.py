"""Keep and drop the filters of the list of orders, each for the one who made it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.checkout.typed import LineField

from .models import SavedFilter

MOST_FILTERS = 30


class KeepFilterForm(forms.Form):
    name = LineField(label=_("Name"), max_length=60)


def keep_filter(*, by, name: str, query: str) -> bool:
    """Keep a filter, in the place of one of that name; False where there are too many."""
    own = SavedFilter.objects.filter(by=by)
    if own.count() >= MOST_FILTERS and not own.filter(name=name).exists():
        return False
    SavedFilter.objects.update_or_create(by=by, name=name, defaults={"query": query})
    return True


def drop_filter(*, by, pk: int) -> None:
    """Drop one of somebody's own filters; one that is gone stays gone."""
    SavedFilter.objects.filter(by=by, pk=pk).delete()
