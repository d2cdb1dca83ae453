"""An emulator in which everything that it plays has happened once."""

import json

import pytest

from stripe_api import client_for, create
from stripe_emulator.payments import Declined

KONBINI = {"allowed_payment_method_types": ["card", "konbini"]}
SHIPPING = {"display_name": "EMS", "fixed_amount": {"amount": 900, "currency": "jpy"}}


class World:
    """`paths` are the API's paths of its objects, by what each of them is."""

    def __init__(self, emulator):
        self.emulator = emulator
        self.client = client_for(emulator)
        self.paths = {}
        self._make_sessions()
        self._name_charges()
        self._make_refunds()
        self._make_disputes()

    def get(self, path):
        """The JSON as it comes over the wire, untouched by the `stripe` package."""
        return json.loads(self.client.raw_request("get", f"/v1/{path}").body)

    def object(self, name):
        """The object that was given this name."""
        return self.get(self.paths[name])

    def _make_sessions(self):
        emulator, client = self.emulator, self.client
        opened = create(client, shipping_options=[{"shipping_rate_data": SHIPPING}])
        tried = create(client)
        with pytest.raises(Declined):
            emulator.pay(tried.id, "4000000000000002")
        paid, expired = create(client), create(client)
        emulator.pay(paid.id)
        client.v1.checkout.sessions.expire(expired.id)
        promised, arrived, failed = [create(client, **KONBINI) for _ in range(3)]
        for session in (promised, arrived, failed):
            emulator.promise_konbini(session.id)
        emulator.settle_konbini(arrived.id, is_paid=True)
        emulator.settle_konbini(failed.id, is_paid=False)
        for name, session in {
            "open": opened,
            "tried": tried,
            "paid": paid,
            "expired": expired,
            "promised": promised,
            "arrived": arrived,
            "failed": failed,
        }.items():
            self.paths[f"{name} session"] = f"checkout/sessions/{session.id}"
            intent = client.v1.checkout.sessions.retrieve(session.id).payment_intent
            if intent:
                self.paths[f"{name} intent"] = f"payment_intents/{intent}"
        self.paths["expanded session"] = (
            f"checkout/sessions/{paid.id}"
            "?expand[]=line_items&expand[]=payment_intent.latest_charge.balance_transaction"
        )

    def _name_charges(self):
        for name, charge in zip(
            ("declined", "paid", "konbini"), self.emulator.charges, strict=True
        ):
            self.paths[f"{name} charge"] = f"charges/{charge['id']}"

    def _paid_charge(self):
        self.emulator.pay(create(self.client).id)
        return self.emulator.charges[-1]["id"]

    def _make_refunds(self):
        emulator = self.emulator
        refunded, pending, failed = [self._paid_charge() for _ in range(3)]
        konbini = self.paths["konbini charge"].partition("/")[2]
        refunds = {"card": self.client.v1.refunds.create({"charge": refunded, "amount": 100}).id}
        for name, charge in {"pending": pending, "failed": failed, "arrived": failed}.items():
            emulator.hold_next_refund()
            refunds[name] = emulator.refund(charge)["id"]
            if name != "pending":
                emulator.settle_refund(refunds[name], is_paid=name == "arrived")
        refunds["konbini"] = emulator.refund(konbini)["id"]
        for name, refund in refunds.items():
            self.paths[f"{name} refund"] = f"refunds/{refund}"
        self.paths["refunded charge"] = f"charges/{refunded}?expand[]=refunds"

    def _make_disputes(self):
        emulator = self.emulator
        for name in ("open", "won", "lost"):
            charge = self._paid_charge()
            dispute = emulator.open_dispute(charge)["id"]
            if name != "open":
                emulator.close_dispute(dispute, is_won=name == "won")
            self.paths[f"{name} dispute"] = f"disputes/{dispute}"
            self.paths["disputed charge"] = f"charges/{charge}"
