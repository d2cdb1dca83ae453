"""The `Stripe-Signature` header.

Source: https://docs.stripe.com/webhooks#verify-manually
"""

import hashlib
import hmac


def signature_header(body, secret, timestamp):
    """`t=…,v1=…` for these bytes at this Unix time in whole seconds."""
    signed = f"{timestamp}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"
