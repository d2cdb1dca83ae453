"""API errors in the shape and with the status codes of Stripe's.

Source: https://docs.stripe.com/api/errors
"""


class ApiError(Exception):
    """One answer of the API that says no.

    `is_executed` tells whether the endpoint had begun its work: only such
    answers are kept under an idempotency key; a request that fails validation
    may be sent again with the same key.
    """

    def __init__(
        self,
        message,
        *,
        status=400,
        type="invalid_request_error",
        code=None,
        param=None,
        is_executed=True,
        headers=None,
        **extra,
    ):
        super().__init__(message)
        self.status = status
        self.is_executed = is_executed
        self.headers = headers or {}
        self.code = code
        self.error = {"message": message, "type": type}
        if code:
            self.error["code"] = code
            self.error["doc_url"] = "https://stripe.com/docs/error-codes/" + code.replace("_", "-")
        if param:
            self.error["param"] = param
        self.error.update(extra)

    @property
    def body(self):
        """The JSON body."""
        return {"error": self.error}


def invalid(message, *, code=None, param=None):
    """A request refused before any work was done."""
    return ApiError(message, code=code, param=param, is_executed=False)


def no_such(kind, id, param="id"):
    """404: no object of this kind has this id."""
    return ApiError(f"No such {kind}: '{id}'", status=404, code="resource_missing", param=param)


def unrecognized_url(method, path):
    """404: no such route."""
    return ApiError(
        f"Unrecognized request URL ({method}: {path}). The emulator plays only a part of the API.",
        status=404,
        is_executed=False,
    )


def unauthorized(message):
    """401: no key, or not a test key."""
    return ApiError(message, status=401, is_executed=False)


def rate_limited():
    """429: too many requests; nothing was done."""
    return ApiError(
        "Request rate limit exceeded.", status=429, code="rate_limit", is_executed=False
    )


def server_error(*, is_executed):
    """500: a fault on the provider's side, with an unknown outcome."""
    return ApiError(
        "An unknown error occurred",
        status=500,
        type="api_error",
        is_executed=is_executed,
        headers={"Stripe-Should-Retry": "false"} if is_executed else None,
    )
