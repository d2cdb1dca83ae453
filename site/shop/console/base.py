"""What the console's lists have in common."""

from modeltranslation.fields import TranslationField
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet


class PrefilledCreateView(CreateView):
    """Begins with what the address names: the fields in `prefilled`, by the keys of records.

    What cannot be read fills in nothing.
    """

    prefilled: tuple[str, ...] = ()

    def get_initial(self) -> dict:
        asked = self.request.GET
        found = {name: asked.getlist(name) for name in self.prefilled if name in asked}
        initial = {}
        for name, values in found.items():
            keys = [int(value) for value in values if value.isdecimal() and len(value) < 12]
            if keys:
                is_many = self.model._meta.get_field(name).many_to_many
                initial[name] = keys if is_many else keys[0]
        return super().get_initial() | initial


class ShopViewSet(ModelViewSet):
    """Lists with what their rows name loaded: the queries do not grow with the rows.

    Forms show each text once, in English; the other languages have a form of their own.
    """

    copy_view_enabled = False
    list_select_related: tuple[str, ...] = ()
    #: The way to the column that says since when the product of a row is archived.
    archived: str = ""

    @property
    def exclude_form_fields(self) -> list[str]:
        """Give the columns of single languages: beside the text itself they would undo it."""
        fields = self.model._meta.get_fields()
        return [field.name for field in fields if isinstance(field, TranslationField)]

    def get_index_view_kwargs(self, **kwargs):
        rows = self.model._default_manager.select_related(*self.list_select_related)
        if self.archived:
            rows = rows.filter(**{f"{self.archived}__isnull": True})
        return super().get_index_view_kwargs(queryset=rows, **kwargs)
