"""House rules that Django's system checks hold."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Warning, register

from .catalogues import compiled, own


@register()
def site_is_not_a_package(app_configs, **kwargs):
    """`site` is the standard library's name: as a package ours would hide it."""
    if (Path(settings.SITE_ROOT) / "__init__.py").exists():
        return [Error("site/ is a source root and must not hold an __init__.py.", id="home.E001")]
    return []


@register()
def haystack_stays_out(app_configs, **kwargs):
    """Oscar's own listing views would search with haystack and come up empty."""
    if "haystack" in settings.INSTALLED_APPS:
        return [Error("haystack must not be among INSTALLED_APPS.", id="home.E002")]
    return []


@register()
def catalogues_are_compiled(app_configs, **kwargs):
    """Without its catalogue a language answers in English, and Karakalpak not at all."""
    missing = [code for code, _ in settings.LANGUAGES if lacks_words(code)]
    hint = "Run manage.py compile_catalogues."
    return [
        Warning(f"The words of {code} are not compiled.", hint=hint, id="home.W001")
        for code in missing
    ]


def lacks_words(code: str) -> bool:
    return own(code).exists() and not compiled(code).exists()
