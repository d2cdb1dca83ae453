"""The content security policy of a page that carries its styles."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse


class PolicyMiddleware(CSPMiddleware):
    """django-csp's, which allows a page the one style element that it was made with."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponse, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if source := getattr(request, "style_source", None):
            parts.update = {"style-src": [SELF, source]} | (parts.update or {})
        return parts
