"""The console's forms, with the rules that a table cannot hold."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from shop.partner.models import StockRecord
from shop.services.stock_move import Kind, Move, move_stock


class RevokeForm(forms.Form):
    reason = forms.CharField(label=_("Reason for revoking"), max_length=300)


class StockForm(WagtailAdminModelForm):
    #: The number that stood in the form when it was opened.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.in_stock = self.initial["seen"] = self.instance.num_in_stock

    def clean(self):
        """Refuse a count taken before a parcel left: it would bring its pieces back."""
        cleaned = super().clean()
        seen = cleaned.get("seen")
        if seen is not None and seen != self.in_stock:
            self.add_error(
                "num_in_stock",
                _("Meanwhile the number has become %(now)d. Please count again.")
                % {"now": self.in_stock or 0},
            )
            # Whoever has read this counts from here.
            self.data = self.data.copy()
            self.data["seen"] = self.in_stock
        return cleaned

    def clean_num_in_stock(self):
        """Keep at least what is promised to orders."""
        number = self.cleaned_data["num_in_stock"] or 0
        promised = self.instance.num_allocated or 0
        if number < promised:
            raise ValidationError(
                _("%(promised)d pieces are promised to orders, so there cannot be fewer.")
                % {"promised": promised}
            )
        return number

    def save(self, commit=True):
        """Enter the difference to what was seen: a parcel that leaves meanwhile stays gone."""
        counted = self.cleaned_data["num_in_stock"] or 0
        if commit:
            StockRecord.objects.filter(pk=self.instance.pk).update(
                low_stock_threshold=self.cleaned_data["low_stock_threshold"],
                shelf=self.cleaned_data["shelf"],
            )
            move_stock(
                moves=[Move(self.instance.pk, on_hand=counted - (self.in_stock or 0))],
                kind=Kind.COUNTED,
                now=timezone.now(),
                by=self.for_user,
            )
            self.instance.refresh_from_db()
        return self.instance


class CertificateForm(WagtailAdminModelForm):
    """What was compared with the paper must be compared anew when it changes."""

    COMPARED = frozenset({"kind", "body", "number", "issued", "expires", "products", "markets"})

    def __init__(self, *args, **kwargs) -> None:
        """Offer no archived product, but those that the paper covers already."""
        super().__init__(*args, **kwargs)
        offered = Q(archived_at=None)
        if self.instance.pk:
            offered |= Q(pk__in=self.instance.products.values("pk"))
        if "products" in self.fields:
            self.fields["products"].queryset = self.fields["products"].queryset.filter(offered)

    @transaction.atomic
    def save(self, commit=True):
        """Write what the form holds and no more: a suspension that comes meanwhile stays."""
        if not self.instance.pk:
            self.instance.entered_by = self.for_user
        if not commit or not self.instance.pk:
            return super().save(commit)
        columns = [name for name in self.cleaned_data if name in self.column_names()]
        if self.COMPARED & set(self.changed_data):
            self.instance.verified_at = None
            self.instance.verified_by = None
            self.instance.entered_by = self.for_user
            columns += ["verified_at", "verified_by", "entered_by"]
        self.instance.save(update_fields=columns)
        self._save_m2m()
        return self.instance

    def column_names(self) -> set[str]:
        return {column.name for column in self._meta.model._meta.concrete_fields}
