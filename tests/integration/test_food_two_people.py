"""Of two who change a food record the later is told, and overwrites nothing."""

import pytest
from django.utils import timezone

from integration.food_form import (  # noqa: F401
    MANAGER,
    form_of,
    record,
    suspended,
    url_of,
)
from shop.catalogue.models import FoodRecord
from shop.rules.errors import ChangedMeanwhile
from shop.services.food_record_save import add_food_record, save_food_record


def test_later_of_two_is_told_and_overwrites_nothing(log_in, record):
    client = log_in(MANAGER)
    first, second = form_of(record, storage="In the dark."), form_of(record, ingredients="Salt")

    client.post(url_of(record), first)
    answer = client.post(url_of(record), second)
    once_more = client.post(url_of(record), second)

    record.refresh_from_db()
    for page in (answer, once_more):
        assert page.status_code == 200
        assert "Somebody else has changed this record" in page.content.decode()
        assert "Salt" in page.content.decode()
    assert (record.storage, record.ingredients) == ("In the dark.", ["Honey", "sesame seeds"])
    assert suspended(record) == {False}


def test_service_refuses_what_was_made_from_an_older_version(record):
    mine, theirs = FoodRecord.objects.get(), FoodRecord.objects.get()
    theirs.storage = "In the dark."
    save_food_record(record=theirs, seen=1, by=None, now=timezone.now())
    mine.ingredients = ["salt"]

    with pytest.raises(ChangedMeanwhile):
        save_food_record(record=mine, seen=1, by=None, now=timezone.now())

    record.refresh_from_db()
    assert (record.storage, record.ingredients) == ("In the dark.", ["Honey", "sesame seeds"])
    assert suspended(record) == {False}


def test_second_record_of_a_product_is_refused(record):
    with pytest.raises(ChangedMeanwhile):
        add_food_record(record=FoodRecord(product=record.product))

    assert FoodRecord.objects.count() == 1


def test_translation_that_comes_while_a_record_is_saved_stays(record):
    mine = FoodRecord.objects.get()
    mine.hs_code = "170490"
    FoodRecord.objects.update(storage_ja="暗い所で。")

    save_food_record(record=mine, seen=1, by=None, now=timezone.now())

    record.refresh_from_db()
    assert (record.hs_code, record.storage_ja) == ("170490", "暗い所で。")
    assert suspended(record) == {False}
