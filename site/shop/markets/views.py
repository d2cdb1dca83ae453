from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.http import safe_next, same_origin_required

from .middleware import remember_market


@require_POST
@same_origin_required
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the market that the visitor picked; the basket follows on its own page."""
    code = request.POST.get("market", "")
    if code not in {market.code for market in request.markets}:
        messages.error(request, _("We do not sell to that market. Please pick one of the list."))
        return redirect("basket:summary")
    response = HttpResponseRedirect(safe_next(request, "catalogue:index"))
    remember_market(response, request, code)
    return response
