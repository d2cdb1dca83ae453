"""Lets the "Pay" buttons lead to the payment pages, and no other form of the site."""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse

from .gateways import gateways


def leads_to_payment(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Allow a page's forms to be answered by a redirect to the gateways' pages.

    A redirect after a form counts as its action. Source: CSP Level 3, form-action.
    """

    @wraps(view)
    def allowed(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        pages = [page for gateway in gateways().values() for page in gateway.payment_pages()]
        return csp_update({"form-action": pages})(view)(request, *args, **kwargs)

    return allowed
