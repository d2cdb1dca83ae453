"""Delivery zones, weight bands and the sender. The prices are invented, and so is the street."""

from collections.abc import Iterator
from decimal import Decimal

from oscar.core.loading import get_model

from shop.markets.models import Market
from shop.papers.models import Sender
from shop.shipping.models import ShippingBand, ShippingZone

EUROPE = [
    "AT",
    "BE",
    "BG",
    "CH",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GB",
    "GR",
    "HR",
    "HU",
    "IE",
    "IS",
    "IT",
    "LI",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "NO",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
]
NEIGHBOURS = ["KZ", "KG", "TJ", "TM", "AZ", "GE", "AM", "MN", "TR"]
WIDER_WORLD = [
    "US",
    "CA",
    "AU",
    "NZ",
    "KR",
    "SG",
    "HK",
    "TW",
    "MY",
    "TH",
    "IN",
    "AE",
    "IL",
    "MX",
    "BR",
    "ZA",
]

#: market, name, carrier, countries, days, {up to grams: price}
ZONES = [
    (
        "uz",
        "Uzbekistan",
        "Uzbekistan Post",
        ["UZ"],
        (2, 6),
        {500: "18000", 1000: "24000", 2000: "32000", 5000: "52000", 10000: "85000"},
    ),
    (
        "jp",
        "Japan",
        "EMS",
        ["JP"],
        (6, 12),
        {500: "1650", 1000: "2300", 2000: "3600", 5000: "7200", 10000: "12800"},
    ),
    (
        "intl",
        "Central Asia and neighbours",
        "EMS",
        NEIGHBOURS,
        (5, 10),
        {500: "9.50", 1000: "13.00", 2000: "19.00", 5000: "36.00", 10000: "62.00"},
    ),
    (
        "intl",
        "Europe",
        "EMS",
        EUROPE,
        (7, 14),
        {500: "14.50", 1000: "19.50", 2000: "29.00", 5000: "56.00", 10000: "98.00"},
    ),
    (
        "intl",
        "America, Asia and the Pacific",
        "EMS",
        WIDER_WORLD,
        (8, 16),
        {500: "16.50", 1000: "22.50", 2000: "34.00", 5000: "66.00", 10000: "118.00"},
    ),
]


def write_sender() -> None:
    """Say who sends, where staff have not; the rates of the SDR are rough, and invented as well."""
    sender = Sender.load()
    if sender.is_complete:
        return
    sender.name = "OVOP Aral (demonstration)"
    sender.street = "DEMO street 1"
    sender.city, sender.postcode, sender.country_id = "Nukus", "230100", "UZ"
    sender.signatory = "Demonstration"
    sender.sdr_in_usd, sender.sdr_in_jpy, sender.sdr_in_uzs = "1.36", "205", "16500"
    sender.save()


def load() -> Iterator[str]:
    write_sender()
    Country = get_model("address", "Country")
    for market, name, carrier, countries, (least, most), bands in ZONES:
        zone, created = ShippingZone.objects.get_or_create(
            market=Market.objects.get(code=market),
            name=name,
            defaults={"carrier": carrier, "days_min": least, "days_max": most},
        )
        if created:
            zone.countries.set(Country.objects.filter(pk__in=countries))
            ShippingBand.objects.bulk_create(
                ShippingBand(zone=zone, up_to_grams=grams, price=Decimal(price))
                for grams, price in bands.items()
            )
        yield name
