"""The emulator's own endpoints under /_control/, in JSON: what a test or a drill decides."""

import json
import re

from .errors import ApiError
from .messages import json_response


class BadRequest(Exception):
    """The control request makes no sense; the message says why."""


class Control:
    """Answers control requests by calling the emulator."""

    def __init__(self, emulator):
        self._emulator = emulator
        self._routes = [
            ("GET", r"/_control/state", self._state),
            ("POST", r"/_control/clock/advance", self._advance),
            ("POST", r"/_control/konbini/(\w+)/(pay|fail)", self._konbini),
            ("POST", r"/_control/refunds", self._refund),
            ("POST", r"/_control/refunds/hold", self._hold_refund),
            ("POST", r"/_control/refunds/(\w+)/(pay|fail)", self._settle_refund),
            ("POST", r"/_control/events", self._emit),
            ("POST", r"/_control/disputes", self._open_dispute),
            ("POST", r"/_control/disputes/(\w+)/(won|lost)", self._close_dispute),
            ("GET", r"/_control/webhooks", self._webhook_log),
            ("POST", r"/_control/webhooks", self._webhook_policy),
            ("POST", r"/_control/deliver", self._deliver),
            ("POST", r"/_control/faults", self._add_fault),
            ("DELETE", r"/_control/faults", self._clear_faults),
            ("POST", r"/_control/reset", self._reset),
        ]

    def answer(self, request, body):
        """The response; `body` is the raw JSON. Requests from other sites' pages are refused."""
        if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return json_response({"error": "not from another site"}, 403)
        for method, pattern, handler in self._routes:
            match = re.fullmatch(pattern, request.path)
            if match and method == request.method:
                return self._call(handler, body, match.groups())
        return json_response({"error": "no such control"}, 404)

    def _call(self, handler, body, arguments):
        try:
            return json_response(handler(_settings(body), *arguments))
        except (BadRequest, TypeError, ValueError) as error:
            return json_response({"error": str(error)}, 400)
        except ApiError as error:
            return json_response(error.body, error.status)

    def _state(self, settings):
        return self._emulator.summary()

    def _advance(self, settings):
        self._emulator.advance(_number(settings, "seconds"))
        return {"now": self._emulator.clock.now()}

    def _konbini(self, settings, session_id, outcome):
        return self._emulator.settle_konbini(session_id, is_paid=outcome == "pay")

    def _refund(self, settings):
        thing = _word(settings, "charge" if "charge" in settings else "payment_intent")
        amount = _number(settings, "amount") if "amount" in settings else None
        return self._emulator.refund(thing, amount)

    def _hold_refund(self, settings):
        self._emulator.hold_next_refund()
        return {"is_held": True}

    def _settle_refund(self, settings, refund_id, outcome):
        return self._emulator.settle_refund(refund_id, is_paid=outcome == "pay")

    def _emit(self, settings):
        version = _word(settings, "api_version") if "api_version" in settings else None
        return self._emulator.emit(
            _word(settings, "type"), _word(settings, "object"), api_version=version
        )

    def _open_dispute(self, settings):
        _word(settings, "charge")
        return self._emulator.open_dispute(**settings)

    def _close_dispute(self, settings, dispute_id, outcome):
        return self._emulator.close_dispute(dispute_id, is_won=outcome == "won")

    def _webhook_log(self, settings):
        webhooks = self._emulator.webhooks
        return {"queued": webhooks.queued(), "attempts": webhooks.log()}

    def _webhook_policy(self, settings):
        return self._emulator.webhooks.set_policy(**settings)

    def _deliver(self, settings):
        return {"is_done": self._emulator.webhooks.flush(), **self._webhook_log(settings)}

    def _add_fault(self, settings):
        if "kind" not in settings:
            raise BadRequest("kind is needed")
        self._emulator.faults.add(**settings)
        return {"faults": self._emulator.faults.pending()}

    def _clear_faults(self, settings):
        self._emulator.faults.clear()
        return {"faults": []}

    def _reset(self, settings):
        self._emulator.reset()
        return self._emulator.summary()


def _settings(body):
    if not body.strip():
        return {}
    settings = json.loads(body)
    if not isinstance(settings, dict):
        raise BadRequest("the body must be a JSON object")
    return settings


def _word(settings, name):
    value = settings.get(name)
    if not isinstance(value, str) or not value:
        raise BadRequest(f"{name} is needed, as text")
    return value


def _number(settings, name):
    value = settings.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadRequest(f"{name} must be a number")
    return value
