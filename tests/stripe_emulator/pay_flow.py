"""The hosted page's requests: show it, take the form, send the customer on."""

import re
import time
from pathlib import Path

from .api import catch_up
from .cards import read_card
from .checkout import basket, choose_shipping, return_url
from .errors import ApiError
from .messages import Response, html_response, redirect
from .pay_page import closed_page, form_page, missing_page
from .payments import Declined, Payer, SessionClosed, pay_by_card, promise_konbini
from .schema import EMAIL

PATH = re.compile(r"/pay/(\w+)")


def answer_page(account, request):
    """The response to any request for a path that starts with /pay."""
    if request.path == "/pay.css" and request.method == "GET":
        css = (Path(__file__).parent / "pay.css").read_bytes()
        return Response(200, css, {"Content-Type": "text/css; charset=utf-8"})
    match = PATH.fullmatch(request.path)
    with account.store.transaction():
        catch_up(account)
        session = match and account.store.get("checkout.session", match[1])
        if session is None:
            return html_response(missing_page(), 404)
        if request.method == "GET":
            return _show(account, session, {})
        if request.method == "POST":
            return _submit(account, session, _typed(request))
    return Response(405, b"", {"Allow": "GET, POST"})


def _typed(request):
    """The form's fields as text; anything nested is not from this form."""
    return {name: value.strip() for name, value in request.params.items() if isinstance(value, str)}


def _show(account, session, values, problems=None, message="", status=200):
    details = basket(account, session["id"])
    if session["status"] != "open":
        is_awaited = details["konbini_until"] is not None
        page = closed_page(account, session, return_url(session), is_awaited=is_awaited)
        return html_response(page, status)
    page = form_page(
        account,
        session,
        details,
        values=values,
        problems=problems or {},
        message=message,
    )
    return html_response(page, status)


def _submit(account, session, values):
    """Pay as the form says; on any trouble the same page again, with what was typed."""
    if session["status"] != "open":
        return _show(account, session, values, status=409)
    if "shipping_rate" in values:
        try:
            choose_shipping(account, session, values["shipping_rate"])
        except ApiError as error:
            return _show(account, session, {}, message=str(error), status=422)
    if values.get("action") == "update":
        return _show(account, session, values)

    methods = session["payment_method_types"]
    method = values.get("method", methods[0])
    if method not in methods:
        return _show(account, session, {}, message="Choose how to pay.", status=422)
    problems = _payer_problems(session, values)
    card = None
    if method == "card":
        card, card_problems = read_card(values, now_year_month=_year_month(account.clock))
        problems |= card_problems
    if problems:
        return _show(account, session, values, problems, status=422)

    payer = Payer(name=values.get("name") or None, email=values.get("email") or None)
    try:
        if method == "konbini":
            promise_konbini(account, session["id"], payer)
            # To the page with the payment instructions, not to the shop's success_url.
            return redirect(f"{account.base_url}/pay/{session['id']}")
        pay_by_card(account, session["id"], card, payer)
    except Declined as refusal:
        return _show(account, session, values, message=str(refusal), status=402)
    except SessionClosed:
        return _show(account, session, values, status=409)
    return redirect(return_url(session))


def _payer_problems(session, values):
    problems = {}
    if not session["customer_email"] and not EMAIL.match(values.get("email", "")):
        problems["email"] = "Write your email address, for example name@example.com."
    if not values.get("name"):
        problems["name"] = "Write the name of the person who pays."
    return problems


def _year_month(clock):
    moment = time.gmtime(clock.now())
    return moment.tm_year, moment.tm_mon
