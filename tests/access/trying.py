"""Try an address as somebody, and see whether it lets them in. Nothing that is done stays."""

from django.db import transaction
from django.test import Client

DENIED = "do not have permission"


def answer_to(client: Client, method: str, url: str):
    """Give the answer; what it wrote is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    return response


def is_refused(response) -> bool:
    """Say whether the reader was sent away: to the login, to the first page with a word, or so."""
    if response.status_code == 403:
        return True
    if response.status_code != 302:
        return False
    said = getattr(response.wsgi_request, "_messages", None)
    told = [str(message) for message in said._queued_messages] if said is not None else []
    return "/login/" in response.url or any(DENIED in each for each in told)
