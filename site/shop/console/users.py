"""Logins of staff and producers: Wagtail's screens, with the producers a login speaks for."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from producers.models import Producer
from shop.accounts.models import User

from .user_policy import may_touch


class SpeaksForProducers(forms.Form):
    producers = forms.ModelMultipleChoiceField(
        Producer.objects.order_by("name"),
        label=_("Producers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "For a login of the role “Producers”: whose things, orders and sales it shows. "
            "Nothing of other producers is seen."
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_superuser"].label = _("Superuser")
        self.fields["is_superuser"].help_text = _(
            "May do everything, whatever the roles say. Only a superuser makes another one."
        )
        if self.instance.pk:
            self.initial["producers"] = list(self.instance.producers.all())

    def _save_m2m(self) -> None:
        super()._save_m2m()
        self.instance.producers.set(self.cleaned_data["producers"])


class StaffCreationForm(SpeaksForProducers, UserCreationForm):
    pass


class StaffEditForm(SpeaksForProducers, UserEditForm):
    def __init__(self, *args, **kwargs) -> None:
        editing_self = kwargs.pop("editing_self", False)
        super().__init__(*args, **kwargs)
        if editing_self:
            # Nobody locks themselves out, or lets themselves in.
            self.fields["is_active"].disabled = True
            self.fields["is_superuser"].disabled = True


class SuperusersAlone:
    """What is typed into a field that is switched off is never read."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            form.fields["is_superuser"].disabled = True
        return form


class StaffCreateView(SuperusersAlone, CreateView):
    template_name = "console/user_create.html"


class StaffEditView(SuperusersAlone, EditView):
    template_name = "console/user_edit.html"


class StaffIndexView(IndexView):
    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if may_touch(self.request.user, instance) else None


class StaffViewSet(UserViewSet):
    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    create_template_name = "console/user_create.html"
    edit_template_name = "console/user_edit.html"

    def get_form_class(self, for_update=False):
        return StaffEditForm if for_update else StaffCreationForm


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def leave_superusers_alone(request, user: User) -> None:
    if not may_touch(request.user, user):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def leave_superusers_alone_in_bulk(request, action_type: str, objects, action) -> None:
    people = [each for each in objects if isinstance(each, User)]
    if not all(may_touch(request.user, person) for person in people):
        raise PermissionDenied
