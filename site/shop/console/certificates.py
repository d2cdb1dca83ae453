"""Certificates in the admin: the list, the form, and the buttons that change their standing."""

from datetime import datetime

import django_filters
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from shop.catalogue.models import Product
from shop.catalogue.words import change_in_words
from shop.certification.models import Certificate
from shop.rules.certification import REMIND_DAYS
from shop.rules.errors import ChangedMeanwhile, FourEyes, IllegalTransition
from shop.services.certificate_stand import (
    reinstate_certificate,
    revoke_certificate,
    verify_certificate,
)
from shop.services.mail_staff import MAY_CONFIRM, staff_with

from .base import PrefilledCreateView
from .forms import CertificateForm, RevokeForm
from .papers import PaperState, ends_within, in_state, paper_state, to_renew
from .without_paper import losses_without

may_certify = permission_required("certification.change_certificate", raise_exception=True)

RENEW = "renew"
#: What the list can be narrowed down to, by the days until the end.
WITHIN = {f"within-{days}": days for days in REMIND_DAYS}


def state_choices() -> list[tuple]:
    within = [
        (name, gettext("Ends within %(days)d days") % {"days": days})
        for name, days in WITHIN.items()
    ]
    return [
        *PaperState.choices,
        *within,
        (RENEW, _("To renew: ends within 90 days, or has ended")),
    ]


class CertificateFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=state_choices,
        method="filter_state",
    )

    class Meta:
        model = Certificate
        fields = ["state", "kind", "markets"]

    def filter_state(self, queryset, name, value):
        today = timezone.localdate()
        if value == RENEW:
            return to_renew(queryset, today)
        if value in WITHIN:
            return queryset.filter(ends_within(WITHIN[value], today))
        return in_state(queryset, value, today)


def state_of(certificate: Certificate) -> PaperState:
    return paper_state(certificate, timezone.localdate())


def state_label(certificate: Certificate) -> str:
    return state_of(certificate).label


def last_day(certificate: Certificate) -> str:
    return date_format(certificate.expires) if certificate.expires else "–"


def product_titles(certificate: Certificate) -> str:
    return ", ".join(product.get_title() for product in certificate.products.all())


def who_else_may_verify(user) -> str:
    """Say why somebody cannot verify what they entered, and who can."""
    others = staff_with(MAY_CONFIRM).exclude(pk=user.pk).order_by("email")
    names = ", ".join(str(other) for other in others)
    why = gettext(
        "You entered this certificate, or were the last to change it. Somebody else must compare "
        "it with the paper and verify it; that holds for everybody, administrators too."
    )
    if not names:
        return f"{why} " + gettext("Nobody else may do so yet: please ask for a second officer.")
    return f"{why} " + gettext("These may: %(names)s.") % {"names": names}


class CertificateInspectView(InspectView):
    page_title = _("Certificate")

    def get_context_data(self, **kwargs):
        state = state_of(self.object)
        user = self.request.user
        is_own = self.object.entered_by_id == user.pk
        return super().get_context_data(
            state=state,
            change=change_in_words(self.object.suspended_for),
            not_mine=who_else_may_verify(user) if is_own else "",
            may_certify=self.user_has_permission("change"),
            may_verify=state is not PaperState.REVOKED
            and (self.object.verified_at is None or self.object.suspended_at is not None),
            may_revoke=state is not PaperState.REVOKED,
            revoke_form=RevokeForm(),
            losses=losses_without(self.object, now=timezone.now()),
            **kwargs,
        )

    def get_products_display_value(self):
        return product_titles(self.object)

    def get_document_display_value(self):
        return self.object.document

    def get_field_display_value(self, field_name, field):
        value = getattr(self.object, field_name)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        return super().get_field_display_value(field_name, field) or "–"


class CertificateCreateView(PrefilledCreateView):
    prefilled = ("kind", "products", "markets")


class CertificateViewSet(ModelViewSet):
    model = Certificate
    add_view_class = CertificateCreateView
    icon = "doc-full"
    menu_label = _("Certificates")
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_class = CertificateInspectView
    inspect_template_name = "console/certificate.html"
    inspect_view_fields = [
        "kind",
        "body",
        "number",
        "issued",
        "expires",
        "products",
        "markets",
        "entered_by",
        "verified_by",
        "verified_at",
        "revoked_at",
        "revoked_reason",
        "suspended_at",
    ]
    list_display = [
        "number",
        "kind",
        Column("products", label=_("Products"), accessor=product_titles),
        Column("expires", label=_("Expires"), accessor=last_day, sort_key="expires"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor=state_label,
            primary=lambda certificate: state_of(certificate) is PaperState.GOOD,
        ),
    ]
    filterset_class = CertificateFilterSet
    search_fields = ["number", "body", "products__title"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("kind"),
                    FieldRowPanel([FieldPanel("body"), FieldPanel("number")]),
                    FieldRowPanel([FieldPanel("issued"), FieldPanel("expires")]),
                    FieldPanel("document"),
                ],
                heading=_("The paper"),
            ),
            MultiFieldPanel(
                [FieldPanel("products"), FieldPanel("markets")], heading=_("What it covers")
            ),
            HelpPanel(_("After a change here the certificate must be verified again.")),
        ],
        base_form_class=CertificateForm,
    )

    def get_index_view_kwargs(self, **kwargs):
        papers = Certificate.objects.select_related("kind").prefetch_related("products__parent")
        return super().get_index_view_kwargs(queryset=papers, filterset_class=self.filterset_class)

    def formfield_for_dbfield(self, db_field, **kwargs):
        field = super().formfield_for_dbfield(db_field, **kwargs)
        if db_field.name == "products":
            field.queryset = Product.objects.select_related("parent").order_by("title", "pk")
        return field

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("verify/<int:pk>/", verify, name="verify"),
            path("revoke/<int:pk>/", revoke, name="revoke"),
            path("reinstate/<int:pk>/", reinstate, name="reinstate"),
        ]


def change_standing(request: HttpRequest, pk: int, *, action: str, done: str, service, **data):
    """Call a service, say what came of it, and go back to the certificate."""
    certificate = get_object_or_404(Certificate, pk=pk)
    try:
        service(certificate_id=pk, **data)
    except IllegalTransition:
        messages.warning(
            request,
            gettext("Nothing was changed. The certificate stands at: %(state)s.")
            % {"state": state_label(certificate)},
        )
    except FourEyes:
        messages.warning(request, who_else_may_verify(request.user))
    except ChangedMeanwhile:
        messages.warning(
            request,
            gettext(
                "The recipe has changed once more since you opened this page, so nothing was "
                "verified. Please compare with the recipe as it is now."
            ),
        )
    else:
        log(certificate, action, user=request.user, data={"reason": data.get("reason", "")})
        messages.success(request, done)
    return redirect(reverse("certificates:inspect", args=[pk]))


@require_POST
@may_certify
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    return change_standing(
        request,
        pk,
        action="console.verify_certificate",
        done=gettext("The certificate is verified; it counts from now on."),
        service=verify_certificate,
        by=request.user,
        now=timezone.now(),
        seen=seen_suspension(request),
    )


def seen_suspension(request: HttpRequest) -> datetime | None:
    """Give the suspension that stood on the page whose button was pressed."""
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


@require_POST
@may_certify
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    form = RevokeForm(request.POST)
    if not form.is_valid():
        get_object_or_404(Certificate, pk=pk)
        messages.error(request, gettext("Say why the certificate is revoked."))
        return redirect(reverse("certificates:inspect", args=[pk]))
    return change_standing(
        request,
        pk,
        action="console.revoke_certificate",
        done=gettext("The certificate is revoked; what needs it is off sale."),
        service=revoke_certificate,
        reason=form.cleaned_data["reason"],
        now=timezone.now(),
    )


@require_POST
@may_certify
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    return change_standing(
        request,
        pk,
        action="console.reinstate_certificate",
        done=gettext("The revocation is taken back. Please verify the certificate anew."),
        service=reinstate_certificate,
    )
