import re

import pytest

from shop.rules import errors
from shop.rules.errors import ShopError

CLASSES = [value for value in vars(errors).values() if isinstance(value, type)]


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_belongs_to_the_tree_and_is_coded_by_its_name(error):
    assert issubclass(error, ShopError)
    assert error.code == re.sub(r"(?<!^)(?=[A-Z])", "_", error.__name__).lower()


@pytest.mark.parametrize("error", CLASSES)
def test_error_carries_its_data(error):
    raised = error(product_ids=[1], country="DE")

    assert raised.data == {"product_ids": [1], "country": "DE"}
    assert raised.args == (error.code, raised.data)
