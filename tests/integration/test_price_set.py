"""Prices change in one place, with an entry in the books; the later of two writers is told."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from factories.catalogue import make_product
from shop.ledger.models import PriceEntry
from shop.markets.models import Market, MarketPrice
from shop.rules.errors import AmountTooSmall, ChangedMeanwhile, TooManyDecimals
from shop.services.price_set import set_price

pytestmark = pytest.mark.django_db
SITE = Path(__file__).resolve().parents[2] / "site"


@pytest.fixture
def honey(db):
    return make_product("Honey", prices={"jp": "1280"})


def write(product, amount, seen, market="jp"):
    set_price(
        product_id=product.pk,
        market_id=Market.objects.get(code=market).pk,
        amount=None if amount is None else Decimal(amount),
        seen=None if seen is None else Decimal(seen),
        by=None,
        now=timezone.now(),
    )


def amounts(product) -> dict[str, Decimal]:
    return dict(MarketPrice.objects.filter(product=product).values_list("market__code", "amount"))


def test_price_is_changed_taken_away_and_set_anew(honey):
    write(honey, 1300, 1280)
    write(honey, None, 1300)
    write(honey, 1400, None)
    write(honey, "9.50", None, market="intl")

    assert amounts(honey) == {"jp": 1400, "intl": Decimal("9.50")}
    steps = PriceEntry.objects.order_by("pk").values_list("old", "new")
    assert list(steps) == [(1280, 1300), (1300, None), (None, 1400), (None, Decimal("9.50"))]


@pytest.mark.parametrize("seen", [None, 1200])
def test_who_has_seen_another_price_is_told_which_it_is(honey, seen):
    with pytest.raises(ChangedMeanwhile) as told:
        write(honey, 1300, seen)

    assert told.value.data["found"] == 1280
    assert amounts(honey) == {"jp": 1280}
    assert not PriceEntry.objects.exists()


def test_same_price_by_two_people_is_no_conflict_and_one_entry(honey):
    write(honey, 1300, 1280)
    write(honey, 1300, 1280)

    assert PriceEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("amount", "error"), [("0", AmountTooSmall), ("-1", AmountTooSmall), ("9.5", TooManyDecimals)]
)
def test_amount_that_is_none_is_refused(honey, amount, error):
    with pytest.raises(error):
        write(honey, amount, 1280)

    assert amounts(honey) == {"jp": 1280}


def test_entry_is_never_changed(honey):
    write(honey, 1300, 1280)

    with pytest.raises(TypeError):
        PriceEntry.objects.update(new=1)
    with pytest.raises(TypeError):
        PriceEntry.objects.get().delete()


def test_form_writes_the_price_and_who_did(log_in, honey):
    client = log_in("Association managers")
    price = MarketPrice.objects.get()

    client.post(f"/admin/prices/edit/{price.pk}/", {"amount": "1350", "seen": "1280"})

    assert amounts(honey) == {"jp": 1350}
    assert PriceEntry.objects.get().by.email == "association@ovop.example"


def test_form_opened_before_somebody_else_saved_is_refused_and_keeps_what_was_typed(log_in, honey):
    client = log_in("Association managers")
    price = MarketPrice.objects.get()
    MarketPrice.objects.update(amount=1290)

    page = client.post(f"/admin/prices/edit/{price.pk}/", {"amount": "1350", "seen": "1280"})

    assert "Meanwhile this price became 1290.00" in page.content.decode()
    assert 'value="1350"' in page.content.decode()
    assert amounts(honey) == {"jp": 1290}
    seen = page.context["form"]["seen"].value()
    client.post(f"/admin/prices/edit/{price.pk}/", {"amount": "1350", "seen": str(seen)})
    assert amounts(honey) == {"jp": 1350}


def test_form_says_which_decimals_a_currency_has(log_in, honey):
    client = log_in("Association managers")
    price = MarketPrice.objects.get()

    page = client.post(f"/admin/prices/edit/{price.pk}/", {"amount": "13.50", "seen": "1280"})

    assert "At most 0 decimals in JPY." in page.content.decode()
    assert amounts(honey) == {"jp": 1280}


def test_new_price_is_written_once(log_in, honey):
    client = log_in("Association managers")
    market = Market.objects.get(code="intl")
    data = {"product": honey.pk, "market": market.pk, "amount": "9.50"}

    client.post(reverse("prices:add"), data)
    again = client.post(reverse("prices:add"), data)

    assert amounts(honey)["intl"] == Decimal("9.50")
    assert again.status_code == 200
    assert PriceEntry.objects.count() == 1


def test_no_other_code_writes_prices():
    writers = [
        path.relative_to(SITE).as_posix()
        for path in SITE.rglob("*.py")
        if "MarketPrice" in (text := path.read_text())
        and any(f"MarketPrice{way}" in text for way in ("(", ".objects.create", ".objects.bulk"))
    ]

    assert sorted(set(writers)) == [
        "shop/demo/catalogue.py",
        "shop/markets/models.py",
        "shop/services/price_set.py",
    ]
