"""Where the payment provider knocks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.rules.errors import GatewayUnavailable
from shop.services.event_receive import receive_event

from .gateways.stripe_checkout import verified_event


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Answer 200 for what was taken in, 400 for a forged event, 503 for "again, later"."""
    try:
        event = verified_event(request.body, request.headers.get("Stripe-Signature", ""))
    except ValueError:
        return JsonResponse({"error": "The signature does not fit."}, status=400)
    try:
        receive_event(
            event_id=event["id"],
            event_type=event["type"],
            object_id=event["object_id"],
            now=timezone.now(),
        )
    except GatewayUnavailable:
        return JsonResponse({"error": "Please send this again."}, status=503)
    return JsonResponse({"received": True})
