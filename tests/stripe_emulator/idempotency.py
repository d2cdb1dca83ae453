"""Idempotency keys: the first answer is kept and given again.

Source: https://docs.stripe.com/api/idempotent_requests
"""

import hashlib
import json
from base64 import b64decode, b64encode

from .errors import ApiError
from .messages import Response

MAX_LENGTH = 255
KEPT_SECONDS = 24 * 60 * 60
TOPIC = "idempotency"


class IdempotencyKeys:
    """Remembers answers by key for 24 hours of the emulator's clock."""

    def __init__(self, store, clock):
        self._store = store
        self._clock = clock
        self._in_flight = set()

    def begin(self, request):
        """The kept answer for this request's key, or None when the work is still to be done.

        After None, the caller must call `finish` with the same request.

        Raises: ApiError for a key that is too long, in flight, or used with other parameters.
        """
        key = request.idempotency_key
        if key is None:
            return None
        if not 1 <= len(key) <= MAX_LENGTH:
            raise ApiError(
                f"Idempotency keys must have 1 to {MAX_LENGTH} characters",
                type="idempotency_error",
                is_executed=False,
            )
        with self._store.transaction():
            kept = self._kept(key)
            if kept is not None:
                _check_same(kept, request)
                return _replay(kept)
            if key in self._in_flight:
                raise _in_use(key)
            self._in_flight.add(key)
        return None

    def finish(self, request, response, *, is_kept):
        """Release the key; keep the answer if the endpoint had begun its work."""
        key = request.idempotency_key
        if key is None:
            return
        with self._store.transaction():
            self._in_flight.discard(key)
            if is_kept:
                kept = {
                    "at": self._clock.now(),
                    "path": request.path,
                    "params": _fingerprint(request.params),
                    "request_id": request.id,
                    "status": response.status,
                    "headers": response.headers,
                    "body": b64encode(response.body).decode(),
                }
                self._store.note(TOPIC, key, kept)

    def _kept(self, key):
        """What is kept under `key`; what is older than a day is forgotten on the way."""
        notes = self._store.notes(TOPIC)
        oldest = self._clock.now() - KEPT_SECONDS
        for old in [name for name, kept in notes.items() if kept["at"] <= oldest]:
            self._store.note(TOPIC, old, None)
            del notes[old]
        return notes.get(key)


def _fingerprint(params):
    return hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()


def _check_same(kept, request):
    key = request.idempotency_key
    advice = f"Try using a key other than '{key}' if you meant to execute a different request."
    if kept["path"] != request.path:
        what = f"for the same endpoint they were first used for ('{request.path}' vs " + (
            f"'{kept['path']}')"
        )
    elif kept["params"] != _fingerprint(request.params):
        what = "with the same parameters they were first used with"
    else:
        return
    raise ApiError(
        f"Keys for idempotent requests can only be used {what}. {advice}",
        type="idempotency_error",
        is_executed=False,
    )


def _replay(kept):
    headers = {
        **kept["headers"],
        "Idempotent-Replayed": "true",
        "Original-Request": kept["request_id"],
    }
    return Response(kept["status"], b64decode(kept["body"]), headers)


def _in_use(key):
    return ApiError(
        "There is currently another in-progress request using this Idempotent Key (that probably "
        "means you submitted twice, and the other request is still going through): "
        f"{key}. Please try again later.",
        status=409,
        type="idempotency_error",
        code="idempotency_key_in_use",
        is_executed=False,
    )
