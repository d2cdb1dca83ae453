"""The routes under /v1: authentication, parameters, idempotency, handlers."""

import re
from base64 import b64decode

from . import parameters
from .account import Origin
from .checkout import basket, create_session, expire_due_sessions, expire_session, find_session
from .errors import ApiError, no_such, server_error, unauthorized, unrecognized_url
from .expand import expanded
from .ledger import settle_due
from .listing import list_page
from .messages import json_response
from .payments import fail_due_konbini
from .refund_course import settle_due_refunds
from .refunds import create_refund

PATHS = {
    "checkout/sessions": "checkout.session",
    "payment_intents": "payment_intent",
    "charges": "charge",
    "refunds": "refund",
    "events": "event",
    "balance_transactions": "balance_transaction",
    "disputes": "dispute",
}
TEST_KEY = re.compile(r"^(sk|rk)_test_\w+$")


class Api:
    """Answers requests under /v1 for one account."""

    def __init__(self, account, idempotency):
        self._account = account
        self._idempotency = idempotency
        sessions = r"/v1/checkout/sessions"
        self._routes = [
            ("POST", sessions, self._create_session),
            ("POST", sessions + r"/(\w+)/expire", self._expire_session),
            ("GET", sessions + r"/(\w+)/line_items", self._list_line_items),
            ("POST", r"/v1/refunds", self._create_refund),
        ]
        for path, kind in PATHS.items():
            self._routes += [
                ("GET", f"/v1/{path}", self._lister(kind)),
                ("GET", rf"/v1/{path}/(\w+)", self._retriever(kind)),
            ]

    def answer(self, request, before_work):
        """The response to one API request.

        `before_work()` is called once the idempotency key is taken and before
        the handler runs; it may wait, or raise the ApiError that is the answer.
        """
        try:
            check_key(request.headers.get("authorization", ""))
            handler, arguments = self._find(request)
            if request.method != "POST":
                before_work()
                return json_response(self._run(handler, request, arguments))
            kept = self._idempotency.begin(request)
            if kept is not None:
                return kept
        except ApiError as error:
            return _refusal(error)
        return self._work_once(request, handler, arguments, before_work)

    def _work_once(self, request, handler, arguments, before_work):
        """Run a handler whose idempotency key has been taken, and release the key."""
        response, is_kept = _refusal(server_error(is_executed=False)), False
        try:
            before_work()
            response = json_response(self._run(handler, request, arguments))
            is_kept = True
        except ApiError as error:
            response, is_kept = _refusal(error), error.is_executed
        finally:
            self._idempotency.finish(request, response, is_kept=is_kept)
        return response

    def _run(self, handler, request, arguments):
        """The handler's object, made and expanded in one transaction."""
        with self._account.store.transaction():
            catch_up(self._account)
            thing, paths = handler(request, *arguments)
            return expanded(self._account, thing, paths)

    def _find(self, request):
        for method, pattern, handler in self._routes:
            match = re.fullmatch(pattern, request.path)
            if match and method == request.method:
                return handler, match.groups()
        raise unrecognized_url(request.method, request.path)

    def _create_session(self, request):
        params = parameters.SESSION_CREATE(request.params)
        return create_session(self._account, params), params.get("expand")

    def _expire_session(self, request, session_id):
        params = parameters.ONLY_EXPAND(request.params)
        session = expire_session(self._account, session_id, _origin(request))
        return session, params.get("expand")

    def _list_line_items(self, request, session_id):
        params = parameters.LIST_LINE_ITEMS(request.params)
        find_session(self._account, session_id)
        items = basket(self._account, session_id)["items"]
        return list_page(items, params, request.path), params.get("expand")

    def _create_refund(self, request):
        params = parameters.REFUND_CREATE(request.params)
        return create_refund(self._account, params, _origin(request)), params.get("expand")

    def _retriever(self, kind):
        def retrieve(request, id):
            params = parameters.ONLY_EXPAND(request.params)
            thing = self._account.store.get(kind, id)
            if thing is None:
                raise no_such(kind, id)
            return thing, params.get("expand")

        return retrieve

    def _lister(self, kind):
        def list_all(request):
            params = parameters.LISTS[kind](request.params)
            newest_first = self._account.store.all(kind)[::-1]
            return list_page(newest_first, params, request.path), params.get("expand")

        return list_all


def catch_up(account):
    """Do what time has made due. Call it inside a transaction."""
    expire_due_sessions(account)
    fail_due_konbini(account)
    settle_due_refunds(account)
    settle_due(account)


def check_key(authorization):
    """Nothing, for `Bearer` or `Basic` with a secret test key.

    Raises: ApiError 401; live keys are refused, because this is not Stripe.
    """
    scheme, _, value = authorization.partition(" ")
    key = value.strip()
    if scheme.lower() == "basic":
        try:
            key = b64decode(key, validate=True).decode().partition(":")[0]
        except ValueError:
            key = ""
    elif scheme.lower() != "bearer":
        key = ""
    if not key:
        raise unauthorized(
            "You did not provide an API key. You need to provide your API key in the "
            "Authorization header, using Bearer auth (e.g. 'Authorization: Bearer "
            "YOUR_SECRET_KEY')."
        )
    if "_live_" in key:
        raise unauthorized("This is an emulator, not Stripe: never send it a live key.")
    if not TEST_KEY.match(key):
        raise unauthorized(f"Invalid API Key provided: {key[:4]}****")


def _origin(request):
    return Origin(request.id, request.idempotency_key)


def _refusal(error):
    return json_response(error.body, error.status, error.headers)
