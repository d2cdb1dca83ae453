"""What the console's lists have in common."""

from wagtail.admin.viewsets.model import ModelViewSet


class ShopViewSet(ModelViewSet):
    """Lists with what their rows name loaded: the queries do not grow with the rows."""

    copy_view_enabled = False
    list_select_related: tuple[str, ...] = ()

    def get_index_view_kwargs(self, **kwargs):
        rows = self.model._default_manager.select_related(*self.list_select_related)
        return super().get_index_view_kwargs(queryset=rows, **kwargs)
