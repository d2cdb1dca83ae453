"""Drills: the server dies, the payment provider misbehaves, and the books must still agree.

`python -m tests.drills` kills the shop's processes at each numbered step of a purchase
(`points`), lets the webhook, the buyer's return or the sweep finish it (`purchase`), sends
crowds through bad weather (`crowds`), and looks at what came of it (`findings`).
"""
