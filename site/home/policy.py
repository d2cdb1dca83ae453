"""The content security policy of a page that carries its styles."""

from functools import lru_cache

from csp.constants import HEADER, SELF
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


class PolicyMiddleware(CSPMiddleware):
    """django-csp's, which allows a page the one style element that it was made with.

    What a view allows besides (django-csp's decorators) does not reach such a page: it is public,
    and the policy is that of its kind, put together once.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        source = getattr(request, "style_source", None)
        if source is None:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, policy_with(source))
        return response


@lru_cache
def policy_with(source: str) -> str:
    return build_policy(update={"style-src": [SELF, source]})
