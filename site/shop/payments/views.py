"""Where the payment providers knock."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.services.event_receive import receive_event

from .gateways import gateways
from .gateways.base import WebhookRefused

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, gateway: str) -> HttpResponse:
    """Store the event and answer at once; the inbox is worked off elsewhere.

    200 for what was taken in, also when it was known or means nothing here; 400, with
    the reason, for what is forged, written in a version that is not read here, or
    meant for nobody.
    """
    way = gateways().get(gateway)
    if way is None:
        return JsonResponse({"error": "There is no such way to pay."}, status=400)
    try:
        event = way.read_event(request.body, request.headers)
    except WebhookRefused as refusal:
        logger.warning("Webhook of %s refused: %s", gateway, refusal.problem)
        return JsonResponse({"error": refusal.problem}, status=400)
    receive_event(gateway=way, event=event)
    return JsonResponse({"received": True})
