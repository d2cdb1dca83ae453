"""Words that templates write out are looked up once in each language, and are always its words."""

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import trans_real

LANGUAGES = ("en", "ru", "uz", "ja", "kaa")


def rendered(template: Template, language: str, **context) -> str:
    with translation.override(language):
        return template.render(Context(context))


def asked(monkeypatch) -> list:
    """Note each text that the catalogues are asked for."""
    texts = []
    look_up = trans_real.DjangoTranslation.gettext

    def noting(self, text):
        texts.append(text)
        return look_up(self, text)

    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", noting)
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_fixed_words_are_those_of_the_active_language(language):
    template = Template('{% load i18n %}{% translate "Shop" %}')
    for before in LANGUAGES:
        rendered(template, before)

    with translation.override(language):
        assert rendered(template, language) == translation.gettext("Shop")


def test_context_of_fixed_words_is_heard():
    template = Template('{% load i18n %}{% translate "Basket" context "shop" %}')

    with translation.override("ru"):
        assert rendered(template, "ru") == translation.pgettext("shop", "Basket") != "Basket"


def test_fixed_words_are_looked_up_once(monkeypatch):
    texts = asked(monkeypatch)
    template = Template('{% load i18n %}{% translate "Shop" %}')

    for _ in range(3):
        rendered(template, "ru")

    assert texts == ["Shop"]


def test_catalogue_that_was_read_anew_says_its_own_words(monkeypatch):
    template = Template('{% load i18n %}{% translate "Shop" %}')
    rendered(template, "ru")

    monkeypatch.setattr(trans_real, "_translations", {})
    monkeypatch.setattr(trans_real.translation("ru"), "_catalog", trans_real.TranslationCatalog())

    assert rendered(template, "ru") == "Shop"


def test_words_of_a_variable_are_asked_for_each_time():
    template = Template("{% load i18n %}{% translate words %}")

    found = [rendered(template, "ru", words=words) for words in ("Shop", "Journal")]

    assert len(set(found)) == 2


def test_filter_of_fixed_words_is_asked_each_time():
    template = Template('{% load i18n %}{% translate "Shop"|add:end %}')

    assert [rendered(template, "en", end=end) for end in ("1", "2")] == ["Shop1", "Shop2"]


def test_words_under_a_name_stand_where_the_name_stands():
    template = Template('{% load i18n %}{% translate "Shop" as name %}<{{ name }}>')

    for _ in range(2):
        assert rendered(template, "en") == "<Shop>"


def test_percent_sign_is_said_once():
    assert rendered(Template('{% load i18n %}{% translate "5 %" %}'), "en") == "5 %"
