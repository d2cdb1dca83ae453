"""Rows that are added, moved and taken away in a form: those without JavaScript work as well."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _

#: Far more than anybody needs; a form of thousands of rows is nobody's.
MOST_ROWS = 1_000
MOST_SIZES = 30
SPARE_SIZES = 6
MOST_PICTURES = 8
MOST_RECOMMENDED = 4


class RowsFormSet(forms.BaseFormSet):
    """All spare rows are there from the beginning; a script shows them one by one."""

    ordering_widget = forms.HiddenInput

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = _("Take away")
        form.is_spare = form.empty_permitted and not (self.is_bound and form.has_changed())

    @property
    def shown(self) -> list[forms.Form]:
        """Give all rows as they stood when the form was sent, spare ones last."""

        def place(form):
            order = str(form[ORDERING_FIELD_NAME].value() or "")
            return (form.is_spare, int(order) if order.isdecimal() else MOST_ROWS)

        return sorted(self.forms, key=place)

    @property
    def rows(self) -> list[forms.Form]:
        """Give the valid rows that are not taken away, in the order that was asked for."""
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        places = {form: place for place, form in enumerate(kept)}

        def place(form):
            wanted = form.cleaned_data.get(ORDERING_FIELD_NAME)
            return (wanted is None, wanted or 0, places[form])

        return sorted(kept, key=place)


class ChosenFormSet(RowsFormSet):
    """Rows that each choose one record."""

    @property
    def chosen(self) -> list:
        found = [form.cleaned_data.get("chosen") for form in self.rows]
        return [each for each in found if each]

    def clean(self) -> None:
        """Say at a row what stands above it already, and of all of them that they are too many."""
        if any(self.errors):
            return
        if len(self.chosen) > self.max_num:
            raise forms.ValidationError(
                _("These are too many: %(most)d at most."), params={"most": self.max_num}
            )
        seen = set()
        for form in self.rows:
            chosen = form.cleaned_data.get("chosen")
            if chosen and chosen.pk in seen:
                form.add_error("chosen", _("This stands here twice."))
            seen.add(chosen and chosen.pk)


def choosing(queryset, widget, *, label: str, most: int) -> type[ChosenFormSet]:
    """Give a set of rows, each of which chooses a record of a queryset; `most` in all."""

    class ChoiceForm(forms.Form):
        chosen = forms.ModelChoiceField(
            queryset,
            widget=widget,
            required=False,
            label=label,
            error_messages={"invalid_choice": _("This is not there any more.")},
        )

    return forms.formset_factory(
        ChoiceForm,
        formset=ChosenFormSet,
        extra=most,
        max_num=most,
        absolute_max=most * 2,
        can_order=True,
        can_delete=True,
    )
