"""Queries that are put into SQL once give what they would give if they were made anew."""

import pytest
from django.contrib.auth.models import Group
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.catalogue import make_product
from home.prepared import FIRST_HOLE, LARGEST, Prepared
from shop.catalogue.models import Product
from shop.offers import shelf_rows

pytestmark = pytest.mark.django_db


def by_ids(ids):
    return Group.objects.filter(pk__in=ids).order_by("pk")


@pytest.fixture
def groups():
    return [Group.objects.create(name=f"Group {number}") for number in range(9)]


def test_second_asking_writes_no_sql_and_gives_the_new_rows(groups):
    made = []
    prepared = Prepared(lambda pk: made.append(pk) or Group.objects.filter(pk=pk))

    found = [prepared(pk=group.pk) for group in groups]

    assert found == [[group] for group in groups]
    assert len(made) == 1


def test_row_written_since_is_found(groups):
    prepared = Prepared(by_ids)
    prepared(ids=[groups[0].pk, groups[0].pk + 1000])
    late = Group.objects.create(pk=groups[0].pk + 1000, name="Late")

    assert prepared(ids=[groups[0].pk, late.pk]) == [groups[0], late]


@settings(max_examples=40)
@given(places=st.lists(st.integers(min_value=-2, max_value=12), max_size=20))
def test_lists_of_any_length_give_what_a_new_query_gives(places):
    numbers = [Group.objects.get_or_create(name=f"Of {n}")[0].pk for n in range(9)]
    prepared = Prepared(by_ids)
    ids = [numbers[0] + place for place in places]

    assert prepared(ids=ids) == list(by_ids(ids))


def test_few_lengths_of_sql_serve_all_lists(groups):
    prepared = Prepared(by_ids)

    for length in range(1, 10):
        prepared(ids=[group.pk for group in groups[:length]])

    assert len(prepared.statements) == 5


@pytest.mark.parametrize("number", [0, -1, FIRST_HOLE, LARGEST, 2**63, 2**80, -(2**80)])
def test_number_that_is_no_key_finds_nothing(number):
    assert Prepared(by_ids)(ids=[number]) == []
    assert Prepared(lambda pk: Group.objects.filter(pk=pk))(pk=number) == []


@pytest.mark.parametrize("name", ["Group 3", "", "3", str(FIRST_HOLE), "'; --", "%s", "ÅЖ子"])
def test_text_is_taken_as_it_is(groups, name):
    named = Prepared(lambda name: Group.objects.filter(name=name))
    named(name="Group 1")
    Group.objects.get_or_create(name=name)

    assert named(name=name) == [Group.objects.get(name=name)]


def test_text_and_number_each_fill_their_own_hole(groups):
    made = []
    prepared = Prepared(
        lambda pk, name: made.append(pk) or Group.objects.filter(name=name).exclude(pk=pk)
    )

    found = [prepared(pk=groups[0].pk, name=group.name) for group in groups[:3]]

    assert found == [[], [groups[1]], [groups[2]]]
    assert len(made) == 1


def test_text_that_is_folded_into_another_is_refused(groups):
    like = Prepared(lambda name: Group.objects.filter(name__contains=name))

    with pytest.raises(TypeError):
        like(name="Group")


def test_none_is_other_sql_than_a_number():
    nobodys = make_product("Nobody's")
    of_maker = Prepared(lambda pk: Product.objects.filter(parent=pk))

    assert of_maker(pk=None) == [nobodys]
    assert of_maker(pk=nobodys.pk) == []


def test_each_language_has_its_own_sql():
    product = make_product("Honey")
    product.title_ru = "Мёд"
    product.save()
    titles = Prepared(lambda pk: Product.objects.filter(pk=pk).values_list("title", flat=True))

    found = []
    for language in ("en", "ru", "en"):
        with translation.override(language):
            found += titles(pk=product.pk)

    assert found == ["Honey", "Мёд", "Honey"]


def test_value_that_is_no_parameter_is_refused(groups):
    first = Prepared(lambda count: Group.objects.all()[:count])

    with pytest.raises(TypeError):
        first(count=3)


@pytest.mark.parametrize("language", ["en", "ru", "kaa"])
def test_words_of_languages_that_are_not_shown_stay_in_the_database(language):
    make_product("Honey")

    with translation.override(language):
        [found] = shelf_rows(Product.objects.all())

    left_out = found.get_deferred_fields() | found.producer.get_deferred_fields()
    assert {"title_ja", "name_ja"} <= left_out
    assert f"title_{language}" not in left_out


def test_word_that_is_missing_is_read_in_the_nearest_language_without_a_query(
    django_assert_num_queries,
):
    product = make_product("Honey")
    product.title_uz = "Asal"
    product.save()

    with translation.override("kaa"):
        [found] = shelf_rows(Product.objects.all())
        with django_assert_num_queries(0):
            assert found.title == "Asal"
