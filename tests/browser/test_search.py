"""The search box suggests while one types, by keyboard and finger, and works without a script."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def box(open_page):
    """Give a page with the search box, and the box."""

    def go(**options):
        page = open_page(**options)
        page.goto("/en/search/")
        return page, page.locator("#q")

    return go


def test_suggestions_are_walked_with_the_arrows_and_chosen_with_enter(box):
    page, field = box()

    field.press_sequentially("licor")

    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Licorice honey")
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "suggested-1")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert options.first.bounding_box()["height"] >= 44
    field.press("Enter")
    page.wait_for_url("**/licorice-honey_*/")


def test_escape_closes_the_list_and_keeps_what_was_typed(box):
    page, field = box()
    field.press_sequentially("honey")
    expect(page.get_by_role("option").first).to_be_visible()

    field.press("Escape")

    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("honey")


def test_suggestion_is_chosen_with_the_finger(box):
    page, field = box(has_touch=True)
    field.press_sequentially("sesmae")

    page.get_by_role("option").filter(has_text="Sesame").first.tap()

    page.wait_for_url("**/sesame-*/")


def test_box_searches_without_a_script(box):
    page, field = box(java_script_enabled=False)
    field.fill("licorise honey")

    field.press("Enter")

    expect(page.get_by_role("link", name="Licorice honey").first).to_be_visible()
    page.get_by_role("link", name="licorice honey", exact=True).click()
    expect(page.locator("#q")).to_have_value("licorice honey")
