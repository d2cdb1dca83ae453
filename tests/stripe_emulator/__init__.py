"""A small HTTP emulator of the part of Stripe's API that a shop relies on.

It is not Stripe and no money moves. It speaks real HTTP on 127.0.0.1, so the
real `stripe` package, a browser and a webhook endpoint can all be tried
against it. Start one with `Emulator()` or `python -m stripe_emulator`.
"""

from .emulator import Emulator

__all__ = ["Emulator"]
