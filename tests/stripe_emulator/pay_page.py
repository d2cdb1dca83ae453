"""The HTML of the hosted page. Plain, phone first, without JavaScript.

Every value from outside goes through `escape`.
"""

from html import escape

from .money import format_amount

NOTICE = "Payment emulator. This is not Stripe; no money moves."

FIELDS = {
    "email": ("Email", "email", "email", "email", ""),
    "number": ("Card number", "cc-number", "text", "numeric", "For example 4242 4242 4242 4242"),
    "expiry": ("Expiry date", "cc-exp", "text", "numeric", "MM/YY, for example 12/34"),
    "cvc": ("Security code (CVC)", "cc-csc", "text", "numeric", "3 or 4 digits"),
    "name": ("Name on card", "cc-name", "text", "text", ""),
}


def form_page(account, session, basket, *, values, problems, message=""):
    """The page on which an open session is paid.

    `values` are the fields as typed, `problems` are messages by field,
    `message` is the bank's answer to the last attempt.
    """
    names = [name for name in FIELDS if name != "email" or not session["customer_email"]]
    amount = format_amount(session["amount_total"], session["currency"])
    fields = "".join(_field(name, values.get(name, ""), problems.get(name)) for name in names)
    has_konbini = "konbini" in session["payment_method_types"]
    has_card = "card" in session["payment_method_types"]
    chosen = values.get("method", "card" if has_card else "konbini")
    body = f"""
{_problem_summary(problems, message)}
{_summary(account, session, basket)}
{_shipping_form(session, basket)}
<form method="post" action="/pay/{escape(session["id"])}" novalidate>
{_method_choice(chosen) if has_konbini and has_card else ""}
{"" if has_card and has_konbini else f'<input type="hidden" name="method" value="{chosen}">'}
{fields if has_card else _konbini_fields(session, values, problems)}
<button type="submit">Pay {escape(amount)}</button>
</form>
{_cancel_link(session)}
{_test_numbers() if has_card else ""}"""
    title = f"Pay {amount} to {account.merchant}"
    return _page(f"Error: {title}" if problems or message else title, title, body)


def closed_page(account, session, success_url, *, is_awaited):
    """What a session that is no longer open says.

    `is_awaited`: it is to be paid at a store, and still can be.
    """
    if session["status"] == "expired":
        title = "This payment page has expired"
        text = "Nothing was paid. You can start again from the shop."
        link = _cancel_link(session, label="Back to the shop")
    elif session["payment_status"] == "paid":
        title = "This has been paid already"
        text = "It cannot be paid a second time."
        link = _link(success_url, "See your order")
    elif not is_awaited:
        title = "This was not paid at the store"
        text = "The last day to pay is over. You can start again from the shop."
        link = _cancel_link(session, label="Back to the shop")
    else:
        title = "Pay at a convenience store"
        amount = format_amount(session["amount_total"], session["currency"])
        text = (
            f"{amount} is to be paid at a store. This emulator has no stores: "
            f"POST /_control/konbini/{session['id']}/pay, or /fail, decides it."
        )
        link = _link(success_url, "See your order")
    return _page(title, title, f"<p>{escape(text)}</p>\n{link}")


def missing_page():
    """No such session."""
    title = "There is no such payment page"
    return _page(title, title, "<p>Go back to the shop and start again.</p>")


def _page(title, heading, body):
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)} · payment emulator</title>
<link rel="stylesheet" href="/pay.css">
</head>
<body>
<p class="notice" role="note"><strong>{escape(NOTICE)}</strong></p>
<main>
<h1>{escape(heading)}</h1>
{body}
</main>
</body>
</html>
"""


def _problem_summary(problems, message):
    if not (problems or message):
        return ""
    entries = "".join(
        f'<li><a href="#{name}">{escape(text)}</a></li>' for name, text in problems.items()
    )
    bank = f"<p>{escape(message)} Nothing was paid. Try another card.</p>" if message else ""
    rows = f"<ul>{entries}</ul>" if entries else ""
    heading = "The payment did not go through"
    return f'<div class="problem" role="alert"><h2>{heading}</h2>{bank}{rows}</div>'


def _summary(account, session, basket):
    currency = session["currency"]
    rows = [
        (f"{item['description']} × {item['quantity']}", item["amount_total"])
        for item in basket["items"]
    ]
    chosen = session["shipping_cost"]
    for rate in basket["rates"]:
        if chosen and rate["id"] == chosen["shipping_rate"]:
            rows.append((rate["name"], rate["amount"]))
    lines = "".join(_row(label, amount, currency) for label, amount in rows)
    total = _row("Total", session["amount_total"], currency)
    return f"""<table>
<caption>Your order from {escape(account.merchant)}</caption>
<tbody>{lines}</tbody>
<tfoot>{total}</tfoot>
</table>"""


def _row(label, amount, currency):
    figure = escape(format_amount(amount, currency))
    return f'<tr><th scope="row">{escape(label)}</th><td>{figure}</td></tr>'


def _field(name, value, problem):
    label, autocomplete, type, mode, hint = FIELDS[name]
    described = [f"{name}-hint"] if hint else []
    described += [f"{name}-problem"] if problem else []
    aria = f' aria-describedby="{" ".join(described)}"' if described else ""
    aria += ' aria-invalid="true"' if problem else ""
    shown = "" if name == "cvc" else value
    hint_text = f'<span class="hint" id="{name}-hint">{hint}</span>' if hint else ""
    problem_text = (
        f'<span class="wrong" id="{name}-problem">{escape(problem)}</span>' if problem else ""
    )
    return f"""<div class="field">
<label for="{name}">{label}</label>{hint_text}{problem_text}
<input id="{name}" name="{name}" type="{type}" inputmode="{mode}" autocomplete="{autocomplete}"
 value="{escape(shown)}"{aria}>
</div>
"""


def _konbini_fields(session, values, problems):
    names = ["name"] if session["customer_email"] else ["email", "name"]
    return "".join(_field(name, values.get(name, ""), problems.get(name)) for name in names)


def _shipping_form(session, basket):
    """A form of its own, so that Enter in a card field pays, and pays the total shown."""
    if len(basket["rates"]) < 2:
        return ""
    options = "".join(
        _radio(
            "shipping_rate",
            rate["id"],
            f"{rate['name']}, {format_amount(rate['amount'], session['currency'])}",
            is_checked=rate["id"] == session["shipping_cost"]["shipping_rate"],
        )
        for rate in basket["rates"]
    )
    return f"""<form method="post" action="/pay/{escape(session["id"])}">
<fieldset><legend>Delivery</legend>{options}
<button type="submit" name="action" value="update">Update the total</button></fieldset>
</form>"""


def _method_choice(chosen):
    options = _radio("method", "card", "Pay by card", is_checked=chosen == "card")
    options += _radio(
        "method", "konbini", "Pay at a convenience store", is_checked=chosen == "konbini"
    )
    return f"<fieldset><legend>How to pay</legend>{options}</fieldset>"


def _radio(name, value, label, *, is_checked):
    checked = " checked" if is_checked else ""
    return (
        f'<label class="choice"><input type="radio" name="{name}" value="{escape(value)}"'
        f"{checked}> {escape(label)}</label>"
    )


def _cancel_link(session, label="Cancel and go back"):
    return _link(session["cancel_url"], label) if session["cancel_url"] else ""


def _link(url, label):
    return f'<p><a class="way" href="{escape(url)}">{escape(label)}</a></p>'


def _test_numbers():
    return """<details>
<summary>Test card numbers</summary>
<dl>
<dt>4242 4242 4242 4242</dt><dd>pays</dd>
<dt>4000 0000 0000 0002</dt><dd>is declined</dd>
<dt>4000 0000 0000 9995</dt><dd>has insufficient funds</dd>
<dt>4000 0000 0000 7726</dt><dd>pays; a refund is pending for a minute</dd>
<dt>4000 0000 0000 5126</dt><dd>pays; a refund fails after a minute</dd>
</dl>
<p>Any later date, any 3 digits, any name. Never type a real card here.</p>
</details>"""
