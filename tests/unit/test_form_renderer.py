"""Inputs look as Django draws them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from home.form_renderer import PLAIN, FormRenderer

WIDGETS = [
    forms.TextInput,
    forms.EmailInput,
    forms.HiddenInput,
    forms.NumberInput,
    forms.PasswordInput,
    forms.TelInput,
    forms.URLInput,
]
VALUES = [None, "", 'Anna "<b>', mark_safe("ready &amp; made"), 12, "ʻaral’"]
ATTRIBUTES = [
    {},
    {"id": "id_name", "required": True, "disabled": False, "maxlength": "100"},
    {"autocomplete": 'a"b', "data-x": 3, "aria-describedby": "a b"},
]


@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("attrs", ATTRIBUTES)
def test_plain_inputs_are_those_of_django(widget, value, attrs):
    ours = widget().render("na<me", value, attrs, FormRenderer())

    assert ours == widget().render("na<me", value, attrs, DjangoTemplates())
    assert hasattr(ours, "__html__")


def test_each_plain_template_belongs_to_a_widget():
    assert {widget.template_name for widget in WIDGETS} == PLAIN


def test_other_widgets_have_their_templates():
    area = forms.Textarea().render("note", "a < b", {"rows": 3}, FormRenderer())

    assert area == forms.Textarea().render("note", "a < b", {"rows": 3}, DjangoTemplates())
