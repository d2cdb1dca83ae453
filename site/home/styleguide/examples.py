"""Plain data to show components with. Nothing here is true, and nothing comes from the database."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.urls import reverse

LONG_TITLE = "Candied pumpkin-and-sunflower-seed honeybreads for Novruz, in a hand-printed tin"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
MOMENT = datetime(2026, 3, 21, 9, 30, tzinfo=ZoneInfo("Asia/Tashkent"))


@dataclass(frozen=True)
class ExampleImage:
    """A drawing of the demonstration that answers like a picture of the library."""

    name: str
    default_alt_text: str = "A drawing of the demonstration"

    @property
    def pk(self) -> str:
        return self.name

    def get_renditions(self, *specs: str) -> dict[str, SimpleNamespace]:
        url = reverse("styleguide-picture", args=[self.name])
        renditions = {}
        for spec in specs:
            width, height = spec.split("|")[0].removeprefix("fill-").split("x")
            renditions[spec] = SimpleNamespace(url=url, width=int(width), height=int(height))
        return renditions


JAR = ExampleImage("products/licorice-honey-250")
COOKIES = ExampleImage("products/sesame-cookies")
PLACE = ExampleImage("places/saxaul")
HAND = ExampleImage("people/gulnar")


@dataclass(frozen=True)
class ExampleOffer:
    """An offer as cards read it; its product does not exist, so nothing can be bought here."""

    product_id: int = 0
    title: str = "Example honey"
    url: str = "#offer"
    producer_name: str = "A maker"
    producer_url: str = "#maker"
    district: str = "Chimbay"
    stage: int = 4
    stage_name: str = "Certification"
    picture: ExampleImage | None = JAR
    quantity_label: str = "250 g"
    price: Decimal | None = Decimal("8.50")
    currency: str = "USD"
    unit_price: Decimal | None = Decimal("3.40")
    unit_label: str = "100 g"
    state: str = "on_sale"
    is_buyable: bool = True
    left: int = 24
    is_demo: bool = False
    is_from_price: bool = False
    has_sizes: bool = False


ON_SALE = ExampleOffer()
CHOICES = [
    SimpleNamespace(name="Chimbay", count=7, url="#chimbay", is_current=True),
    SimpleNamespace(name="Nukus", count=3, url="#nukus", is_current=False),
]


def refused(state: str, **facts) -> ExampleOffer:
    return replace(ON_SALE, state=state, is_buyable=False, **facts)


#: Every state that a product can be in, by the name that designers use.
OFFERS = {
    "On sale": ON_SALE,
    "Several sizes": replace(
        ON_SALE, has_sizes=True, is_from_price=True, quantity_label="250 g · 500 g"
    ),
    "Last few": replace(ON_SALE, state="last_few", left=3),
    "The last one": replace(ON_SALE, state="last_few", left=1),
    "Sold out": refused("sold_out", left=0),
    "Not certified": refused("not_certified"),
    "Not certified here": refused("not_certified_here"),
    "Certificate lapsed": refused("certificate_lapsed"),
    "Label incomplete": refused("incomplete"),
    "No price": refused("no_price", price=None, unit_price=None),
    "No picture": replace(ON_SALE, picture=None),
    "Demonstration": replace(ON_SALE, is_demo=True),
    "Long words": replace(
        ON_SALE,
        title=LONG_TITLE,
        producer_name=LONG_WORD,
        district="Khojeyli",
        price=Decimal("1250000"),
        currency="UZS",
        unit_price=Decimal("500000"),
    ),
    "Nothing but a name": replace(
        ON_SALE, producer_name="", district="", quantity_label="", unit_price=None, picture=None
    ),
}

MARKET = SimpleNamespace(code="intl", name="International", currency="USD")
MARKETS = [
    SimpleNamespace(code="uz", name="Uzbekistan", currency="UZS"),
    SimpleNamespace(code="jp", name="Japan", currency="JPY"),
    MARKET,
]
LANGUAGES = [
    SimpleNamespace(
        code=code, name=name, url="#language", is_own=code in ("ru", "uz"), is_current=code == "en"
    )
    for code, name in settings.LANGUAGES
]
DISTRICTS = [
    SimpleNamespace(code=code, name=name, latitude=latitude, longitude=longitude, count=count)
    for code, name, latitude, longitude, count in [
        ("chimbay", "Chimbay", 42.93, 59.78, 2),
        ("kegeyli", "Kegeyli", 42.78, 59.61, 1),
        ("khojeyli", "Khojeyli", 42.40, 59.43, 0),
        ("nukus", "Nukus", 42.465, 59.602, 4),
    ]
]
CERTIFICATE = SimpleNamespace(
    kind_name="Sanitary-epidemiological conclusion",
    body="An example body",
    number="DEMO-0000",
    expires=date(2029, 5, 31),
    tests="Looks for what must not be in food: germs, metals, remains of sprays.",
    markets=["Uzbekistan", "Japan"],
    is_demo=True,
)


def order_steps(reached: int, between: str = "Packed") -> list[SimpleNamespace]:
    labels = ["Ordered", "Paid", between, "Sent"]
    return [
        SimpleNamespace(
            label=label,
            done=position <= reached,
            current=position == reached,
            when=MOMENT if position <= reached else None,
        )
        for position, label in enumerate(labels)
    ]


def parcel(**facts) -> SimpleNamespace:
    defaults = {
        "position": 1,
        "sent": MOMENT,
        "carrier": "EMS",
        "tracking_number": "EE473124829UZ",
        "tracking_url": "#",
        "lines": [(2, "Example honey", "250 g"), (1, LONG_WORD, "")],
    }
    return SimpleNamespace(**(defaults | facts))


def line(**facts) -> SimpleNamespace:
    defaults = {
        "title": "Example honey",
        "quantity": 2,
        "quantity_label": "250 g",
        "line_total": Decimal("17.00"),
        "picture": JAR,
        "problem": "",
    }
    return SimpleNamespace(**(defaults | facts))


BASKET_LINES = [
    line(),
    line(title="Example cookies", picture=COOKIES, quantity=1, line_total=Decimal("6.00")),
]
PROBLEM_LINES = [line(problem="There is only 1 left.", picture=None), line(title=LONG_TITLE)]


class Hinted(str):
    """A choice with a line of explanation under its name."""

    hint: str

    def __new__(cls, text: str, hint: str = "") -> "Hinted":
        made = super().__new__(cls, text)
        made.hint = hint
        return made


class ExampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As the post should read it.")
    region = forms.CharField(label="Region", required=False)
    country = forms.ChoiceField(label="Country", choices=[("de", "Germany"), ("jp", "Japan")])
    note = forms.CharField(
        label="A word for the packer", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    payment = forms.ChoiceField(
        label="How would you like to pay?",
        widget=forms.RadioSelect,
        choices=[
            ("card", Hinted("Card", "You pay on the next page.")),
            ("transfer", Hinted("Bank transfer", "Your things are kept aside for five days.")),
        ],
    )
    agreed = forms.BooleanField(label="I have read how returns work", help_text="It is short.")

    def clean(self) -> None:
        raise forms.ValidationError("The last jar was taken while you were paying.")


#: Two of one kind on one page: each with ids of its own.
EMPTY_FORM = ExampleForm(auto_id="empty_%s")
REFUSED_FORM = ExampleForm({"name": "", "country": "atlantis"}, auto_id="refused_%s")


def page_of(number: int) -> Page:
    return Paginator(range(30), 10).page(number)


class ExampleMessage(str):
    level_tag: str

    def __new__(cls, text: str, level_tag: str = "") -> "ExampleMessage":
        made = super().__new__(cls, text)
        made.level_tag = level_tag
        return made


MESSAGES = [
    ExampleMessage("“Example honey” is in your basket.", "success"),
    ExampleMessage("There is only 1 of “Example honey” left.", "warning"),
    ExampleMessage("We could not reach the payment page.", "error"),
]
FOUND = [
    SimpleNamespace(title=title, url="#found", lead="A few words about it.", kind=kind)
    for title, kind in [
        ("Example honey", "product"),
        ("An example maker", "maker"),
        ("How honey sets", "article"),
    ]
]
