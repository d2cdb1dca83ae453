from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.http import safe_next, same_origin_required

from .middleware import MARKET_COOKIE, MARKET_COOKIE_SECONDS


@require_POST
@same_origin_required
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the market that the visitor picked; the basket follows on its own page."""
    code = request.POST.get("market", "")
    if code not in {market.code for market in request.markets}:
        messages.error(request, _("We do not sell to that market. Please pick one of the list."))
        return redirect("basket:summary")
    response = HttpResponseRedirect(safe_next(request, "catalogue:index"))
    response.set_cookie(
        MARKET_COOKIE,
        code,
        max_age=MARKET_COOKIE_SECONDS,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response
