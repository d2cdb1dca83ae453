"""What people read about permissions is what the tests hold the admin against."""

from tools.permissions import PAGE, page


def test_page_of_permissions_is_fresh():
    assert PAGE.read_text() == page(), "Stale: run python -m tools.permissions"


def test_page_names_screens_in_words_with_address_and_roles():
    text = page()

    assert "| To pack today | `/admin/orders/to-pack/` |" in text
    assert "| Administrators |" in text
    assert "/admin/orders/‹pk›/" in text
    assert "(?P" not in text
