"""One form for all texts of one record, in all languages side by side."""

import hashlib
import json

from django import forms
from django.db import transaction
from django.db.models import JSONField, Model
from django.utils import translation
from django.utils.translation import gettext as _

from .texts import LANGUAGES, SOURCE, Kind

#: Changed in the food record's own form: a change of recipe suspends the certificates.
LOCKED = {("food", f"ingredients_{SOURCE}"), ("food", f"storage_{SOURCE}")}


class LinesField(forms.CharField):
    """A list, one item a line."""

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value) -> list[str]:
        if isinstance(value, list):  # what a locked field holds
            return value
        lines = (line.strip() for line in (value or "").splitlines())
        return [line for line in lines if line]


class TextsForm(forms.Form):
    """`seen` is a mark of what the texts were when the form was made: the later of two writers
    is told, and overwrites nothing."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, kind: Kind, record: Model, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.record = kind, record
        for field in kind.fields:
            for language in LANGUAGES:
                self.fields[f"{field}_{language}"] = self.text_field(field, language)
        self.initial = texts_of(kind, record) | {"seen": mark(kind, record)}

    def text_field(self, field: str, language: str) -> forms.Field:
        model_field = self.kind.model._meta.get_field(field)
        is_list = isinstance(model_field, JSONField)
        length = getattr(model_field, "max_length", None)
        rows = 6 if is_list or length is None else 1 + length // 80
        widget = forms.Textarea(attrs={"lang": language, "rows": rows, "dir": "auto"})
        options = {
            "label": f"{model_field.verbose_name}, {LANGUAGES[language]}",
            "required": language == SOURCE and not model_field.blank,
            "disabled": (self.kind.code, f"{field}_{language}") in LOCKED,
            "widget": widget,
        }
        return LinesField(**options) if is_list else forms.CharField(max_length=length, **options)

    def rows(self) -> list[dict]:
        """Give each text with its fields, one for each language."""
        return [
            {
                "label": self.kind.model._meta.get_field(field).verbose_name,
                "cells": [self.cell(field, language) for language in LANGUAGES],
            }
            for field in self.kind.fields
        ]

    def cell(self, field: str, language: str) -> dict:
        bound = self[f"{field}_{language}"]
        is_missing = language != SOURCE and field in self.kind.missing_in(self.record, language)
        return {"field": bound, "language": language, "is_missing": is_missing}

    def clean(self) -> dict:
        data = super().clean()
        for field in self.kind.fields:
            self.check_list(field, data)
        return data

    def check_list(self, field: str, data: dict) -> None:
        """A translated list says the same things in the same order as the English one."""
        source = data.get(f"{field}_{SOURCE}")
        if not isinstance(source, list):
            return
        for language in LANGUAGES:
            column = f"{field}_{language}"
            if data.get(column) and len(data[column]) != len(source):
                text = _("There are %(here)d lines here and %(there)d in English.")
                counts = {"here": len(data[column]), "there": len(source)}
                self.add_error(column, text % counts)

    @transaction.atomic
    def save(self) -> bool:
        """Write the texts; gives False where somebody else has written since this was opened."""
        record = self.kind.model._base_manager.select_for_update().get(pk=self.record.pk)
        if self.cleaned_data["seen"] != mark(self.kind, record):
            return False
        with translation.override(SOURCE):
            for field in self.kind.fields:
                for language in LANGUAGES:
                    setattr(record, f"{field}_{language}", self.cleaned_data[f"{field}_{language}"])
                # The column without a language holds the English, for whoever reads it alone.
                setattr(record, field, self.cleaned_data[f"{field}_{SOURCE}"])
            record.save(update_fields=[*self.columns(), *self.kind.fields])
        return True

    def columns(self) -> list[str]:
        return [f"{field}_{language}" for field in self.kind.fields for language in LANGUAGES]


def texts_of(kind: Kind, record: Model) -> dict:
    return {
        f"{field}_{language}": getattr(record, f"{field}_{language}") or ""
        for field in kind.fields
        for language in LANGUAGES
    }


def mark(kind: Kind, record: Model) -> str:
    texts = json.dumps(texts_of(kind, record), sort_keys=True)
    return hashlib.blake2b(texts.encode(), digest_size=16).hexdigest()
