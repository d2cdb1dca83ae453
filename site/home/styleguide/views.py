"""The living style sheet, for those who work on the site."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from home.styleguide import components, tokens
from home.styleguide.components import FOLDER

ILLUSTRATIONS = FOLDER.parents[1] / "illustrations"
ORNAMENTS = ("divider", "horn-scroll", "stepped-diamond", "band", "seal")


@never_cache
@require_safe
@require_admin_access
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show tokens, and every component in every state."""
    all_tokens = tokens.read_tokens()
    context = {
        "colours": [token for token in all_tokens if token.is_colour],
        "measures": [token for token in all_tokens if not token.is_colour],
        "contrasts": tokens.contrasts(all_tokens),
        "ornaments": ORNAMENTS,
        "components": components.shown_components(request),
    }
    response = render(request, "styleguide/styleguide.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
@require_admin_access
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Give a drawing of the demonstration as it was drawn."""
    path = (ILLUSTRATIONS / f"{name}.svg").resolve()
    if not (path.is_relative_to(ILLUSTRATIONS) and path.is_file()):
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/svg+xml")
