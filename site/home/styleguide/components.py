"""Every component in every state, drawn by the component's own template."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from . import examples as e

FOLDER = Path(__file__).resolve().parents[1] / "templates" / "components"


@dataclass(frozen=True)
class Specimen:
    """One component in one state."""

    state: str
    html: SafeString


@dataclass(frozen=True)
class Shown:
    """One component; `note` says where it is seen when it cannot be shown by itself."""

    name: str
    specimens: list[Specimen] = field(default_factory=list)
    note: str = ""


def names() -> list[str]:
    """Give the name of every component there is."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


#: These frame each page once: a second one would repeat their landmarks and ids.
FRAME_NOTES = {
    "header": "It is at the head of this page.",
    "footer": "It is at the foot of this page.",
    "quick_add": "It lies at the foot of the picture of a “product_card”.",
    "basket_panel": "It opens over any page when a thing is put in the basket; "
    "what it holds is shown under “basket_contents”.",
}


def states(request: HttpRequest) -> dict[str, list[tuple[str, dict]]]:
    """Give component → (name of the state, its props)."""
    place = {"market": e.MARKET}
    offers = [(state, {"offer": offer} | place) for state, offer in e.OFFERS.items()]
    frame = {"kind": "product", "shape": "product", "sizes": "16rem", "alt": ""}
    person = {
        "title": "A maker",
        "url": "#maker",
        "craft": "Honey of the licorice steppe",
        "district": "Chimbay",
        "image": e.PLACE,
        "heading": "h3",
    }
    entry = {
        "title": "A morning among the capers",
        "url": "#entry",
        "lead": "Before the sun is high, the buds are picked.",
        "image": e.PLACE,
        "date": e.MOMENT.date(),
        "heading": "h3",
    }
    dollars = {"amount": Decimal("8.50"), "currency": "USD"}
    basket = {
        "lines": e.BASKET_LINES,
        "subtotal": Decimal("23.00"),
        "currency": "USD",
        "is_empty": False,
    }
    return {
        "add_to_basket": [
            ("With a quantity", {"offer": e.ON_SALE, "large": True}),
            ("One, in a row", {"offer": e.ON_SALE, "one": True}),
            ("Several sizes", {"offer": e.OFFERS["Several sizes"]}),
            ("The last one", {"offer": e.OFFERS["The last one"]}),
            ("Sold out: nothing", {"offer": e.OFFERS["Sold out"]}),
        ],
        "band": [("Always", {})],
        "basket_contents": [
            ("Full", basket),
            ("With a problem, a long name, no picture", basket | {"lines": e.PROBLEM_LINES}),
            ("Empty: nothing", {"lines": [], "is_empty": True}),
        ],
        "breadcrumbs": [
            ("One step", {"first_url": "#shop", "first_label": "Shop"}),
            (
                "Two steps",
                {
                    "first_url": "#shop",
                    "first_label": "Shop",
                    "second_url": "#honey",
                    "second_label": "Honey",
                },
            ),
        ],
        "buy_bar": [
            ("On sale (on a phone only)", {"offer": e.ON_SALE}),
            ("Several sizes", {"offer": e.OFFERS["Several sizes"]}),
            ("Long words", {"offer": e.OFFERS["Long words"]}),
        ],
        "buy_card": offers,
        "card_terms": offers,
        "demo_note": [("Always", {})],
        "empty_state": [
            ("With a way on", {"title": "This shelf is empty today", "text": "What belongs here "
             "is still being made.", "url": "#shop", "label": "See the whole shop"}),
            ("Without one", {"title": "Look into your mail", "text": "A link is on its way."}),
        ],
        "entry": [
            ("With a picture", entry),
            ("Missing picture", entry | {"image": None}),
            ("Plain, as search finds it", entry | {"plain": True, "kind": "Journal", "date": None}),
            ("Long words, no lead", entry | {"title": e.LONG_WORD, "lead": ""}),
        ],
        "error_summary": [
            ("Refused", {"form": e.REFUSED_FORM}),
            ("Not sent yet: nothing", {"form": e.EMPTY_FORM}),
        ],
        "field": [(f"{f.label}", {"field": f}) for f in e.EMPTY_FORM]
        + [(f"{f.label}, refused", {"field": f}) for f in e.REFUSED_FORM if f.errors],
        "found_texts": [
            ("Two stories", {"id": "found-example", "title": "Makers", "results": e.FOUND}),
            ("None: nothing", {"id": "found-nothing", "title": "Makers", "results": []}),
        ],
        "frame": [
            ("Product", frame | {"image": e.JAR}),
            ("Place", frame | {"image": e.PLACE, "kind": "place", "shape": "place"}),
            ("Hands and tools", frame | {"image": e.HAND, "kind": "hand", "shape": "hand"}),
            ("Missing picture", frame | {"image": None}),
        ],
        "jsonld": [("For machines: nothing to see", {"jsonld": mark_safe("{}")})],  # noqa: S308
        "language_switch": [("Five languages", {"translations": e.LANGUAGES})],
        "map": [("Four districts", {"districts": e.DISTRICTS})],
        "market_switch": [
            ("Three markets", place | {"markets": e.MARKETS}),
        ],
        "messages": [("Three kinds", {"messages": e.MESSAGES}), ("None", {"messages": []})],
        "order_steps": [
            ("Ordered", {"steps": e.order_steps(0)}),
            ("Packed", {"steps": e.order_steps(2)}),
            ("A part sent", {"steps": e.order_steps(2, "Partly sent")}),
            ("Sent", {"steps": e.order_steps(3)}),
        ],
        "ornament": [
            ("divider", {"name": "divider", "css": ""}),
            ("horn-scroll", {"name": "horn-scroll", "css": ""}),
            ("stepped-diamond", {"name": "stepped-diamond", "css": ""}),
            ("band", {"name": "band", "css": ""}),
            ("seal", {"name": "seal", "css": "seal__stamp"}),
        ],
        "parcels": [
            ("One", {"parcels": [e.parcel()], "is_split": False, "waits": "sent"}),
            ("Two, the rest follows", {
                "parcels": [e.parcel(), e.parcel(position=2, tracking_url="")],
                "is_split": True, "waits": "partly_sent"}),
        ],
        "pagination": [
            ("First page", {"page_obj": e.page_of(1)}),
            ("In the middle", {"page_obj": e.page_of(2), "query": "q=honey&"}),
            ("Last page", {"page_obj": e.page_of(3)}),
        ],
        "person_card": [
            ("With a portrait", person),
            ("With a stage, demonstration", person | {
                "stage": 4, "stage_name": "Certification", "is_demo": True}),
            ("Missing portrait", person | {"image": None}),
            ("Long words", person | {"title": e.LONG_WORD}),
        ],
        "filter_group": [
            ("One is chosen", {"id": "example", "title": "Where it comes from",
                               "choices": e.CHOICES}),
        ],
        "price": [
            ("Dollars", dollars),
            ("Yen, from", {"amount": Decimal("1280"), "currency": "JPY", "is_from": True}),
            ("Soʻm, large", {"amount": Decimal("1250000"), "currency": "UZS",
                             "css": "price--large"}),
            ("No price: nothing", {"amount": None, "currency": "USD"}),
        ],
        "product_card": offers,
        "quantity_stepper": [
            ("One", {"value": 1, "max": None, "title": "Example honey"}),
            ("All there are, in the basket", {"value": 3, "max": 3, "title": "Example honey",
                                              "submits": True}),
        ],
        "seal": [("In force", {"certificate": e.CERTIFICATE})],
        "seal_awaited": [
            ("Awaited", {"kind_name": "Veterinary certificate", "market": e.MARKET}),
        ],
        "stage_meter": [
            (f"Stage {stage}", {"stage": stage, "stage_name": name})
            for stage, name in enumerate(
                ["Mobilisation", "Product development", "Workshop and equipment",
                 "Certification", "Markets"], start=1)
        ],
        "state_note": [
            (state, props | {"css": css, "missing_items": "the allergens, how to keep it"})
            for state, props in offers
            for css in ("", "state-note--large")
            if props["offer"].state != "on_sale"
        ],
        "story_picture": [("With a picture", {"image": e.PLACE}), ("Without", {"image": None})],
        "suggestions": [("Of each kind", {"results": e.FOUND, "in_list": True})],
        "tally": [
            ("Nobody yet", {"count": 0, "target": 50}),
            ("Twenty of fifty", {"count": 20, "target": 50}),
            ("All of them", {"count": 50, "target": 50}),
        ],
        "untranslated": [
            ("In another language", {"page_language": "ru", "translations": e.LANGUAGES}),
        ],
        "unit_price": [
            ("Per 100 g", dollars | {"label": "100 g"}),
            ("Not known: nothing", {"amount": None, "currency": "USD", "label": "100 g"}),
        ],
    }  # fmt: skip


def draw(component: str, props: dict) -> SafeString:
    return get_template(f"components/{component}.html").render(dict(props))


def shown_components(request: HttpRequest) -> list[Shown]:
    """Give all components; one that nobody thought of says so, and a test stops it."""
    known = states(request)
    return [
        Shown(
            name,
            [Specimen(state, draw(name, props)) for state, props in known.get(name, [])],
            FRAME_NOTES.get(name, ""),
        )
        for name in names()
    ]
