"""What staff write to each other about an order."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("A note for colleagues"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The customer does not see it."),
        error_messages={"required": _("Please write something first.")},
    )

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="note")
