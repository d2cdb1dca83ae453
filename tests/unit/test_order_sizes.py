"""The size beside a line of an order."""

import pytest
from django.utils import translation

from home.formats import NO_BREAK
from shop.order.models import Line
from shop.order.presenter import size_of


@pytest.mark.parametrize(
    ("title", "stored", "grams", "language", "shown"),
    [
        ("Honey", "250 g", 250, "en", "250 g"),
        ("Honey", "250 г", 250, "en", "250 g"),
        ("Мёд", "250 г", 250, "ru", "250 г"),
        ("Honey", "1.2 kg", 1200, "ru", "1,2 кг"),
        ("Honey, 250 g", "250 g", 250, "en", ""),
        ("Honey, 250 g", "250 г", 250, "ru", ""),
        ("Мёд, 250 г", "250 г", 250, "en", ""),
        ("Sesame oil", "500 ml", None, "en", "500 ml"),
        ("Felt toy", "", None, "en", ""),
    ],
)
def test_size_is_written_as_the_reader_writes_it_and_not_twice(
    title, stored, grams, language, shown
):
    line = Line(title=title, quantity_label=stored.replace(" ", NO_BREAK), net_weight_g=grams)

    with translation.override(language):
        assert size_of(line).replace(NO_BREAK, " ") == shown
