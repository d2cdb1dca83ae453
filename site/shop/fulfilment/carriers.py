"""Who carries parcels, and where each shows how far one has come."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Follows parcels of national posts and EMS across borders.
POSTS = "https://t.17track.net/en#nums={number}"


@dataclass(frozen=True)
class Carrier:
    """`page`: the address of its tracking page with {number} in it, or "".

    `is_post`: its numbers have a check digit.
    """

    name: str | Promise
    page: str = ""
    is_post: bool = False


CARRIERS = {
    "uzpost": Carrier("Uzbekistan Post", POSTS, is_post=True),
    "ems": Carrier("EMS", POSTS, is_post=True),
    "dhl": Carrier(
        "DHL Express", "https://www.dhl.com/global-en/home/tracking.html?tracking-id={number}"
    ),
    "fedex": Carrier("FedEx", "https://www.fedex.com/fedextrack/?trknbr={number}"),
    "ups": Carrier("UPS", "https://www.ups.com/track?tracknum={number}"),
    "other": Carrier(_("Other")),
}
CHOICES = [(code, carrier.name) for code, carrier in CARRIERS.items()]


def tracking_page(carrier: str, number: str) -> str:
    """Give the address that shows where a parcel is; "" where there is none."""
    known = CARRIERS.get(carrier)
    return known.page.format(number=number) if known and number else ""
