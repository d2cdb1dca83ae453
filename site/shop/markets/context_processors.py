from django.http import HttpRequest


def market(request: HttpRequest) -> dict:
    """Give templates the market shown and all that can be chosen."""
    if not hasattr(request, "market"):
        return {}
    return {"market": request.market, "markets": request.markets}
