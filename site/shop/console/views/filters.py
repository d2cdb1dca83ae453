"""Filters of the list of orders that somebody keeps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.console.order_filters import OrderFilterForm
from shop.console.saved_filters import MOST_FILTERS, KeepFilterForm, drop_filter, keep_filter

from .guards import may_see_orders

#: More than the list's form can ask for.
LONGEST_QUERY = 4_000


def asked_query(request: HttpRequest) -> str:
    """Give what was understood of the list's address that a form brought along."""
    return OrderFilterForm(QueryDict(request.POST.get("query", "")[:LONGEST_QUERY])).query_string()


def back_to_list(query: str) -> HttpResponse:
    return redirect(reverse("console:orders") + (f"?{query}" if query else ""))


@require_POST
@may_see_orders
def keep(request: HttpRequest) -> HttpResponse:
    query, form = asked_query(request), KeepFilterForm(request.POST)
    if not query:
        messages.warning(request, _("Please narrow the list down first: there is nothing to keep."))
    elif not form.is_valid():
        problem = " ".join(form.errors.get("name", []))
        messages.error(request, _("The filter is not kept. Its name: %s") % problem)
    elif keep_filter(by=request.user, name=form.cleaned_data["name"], query=query):
        messages.success(request, _("The filter is kept as “%s”.") % form.cleaned_data["name"])
    else:
        messages.error(
            request,
            _("You keep %d filters already. Please remove one first.") % MOST_FILTERS,
        )
    return back_to_list(query)


@require_POST
@may_see_orders
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    drop_filter(by=request.user, pk=pk)
    messages.success(request, _("The filter is removed."))
    return back_to_list(asked_query(request))
