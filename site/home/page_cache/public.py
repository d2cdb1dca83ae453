"""Says that a page is the same for everybody. What nobody says it of is never kept."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

MARK = "_is_public_page"


def mark_public(request: HttpRequest) -> None:
    setattr(request, MARK, True)


def is_public(request: HttpRequest) -> bool:
    return getattr(request, MARK, False)


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the page of a view be kept: it depends on its address and the market alone."""

    @wraps(view)
    def marked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        mark_public(request)
        return view(request, *args, **kwargs)

    return marked
