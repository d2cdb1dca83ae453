"""House rules that Django's system checks hold."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, register


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
