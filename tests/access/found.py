"""Which addresses there are below the admin, as the resolver knows them."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

#: What lies below these is the staff's; Oscar's dashboard links to its public offers.
STAFF = ("admin/", "en/offers/")
#: What Wagtail brings and keeps itself is tried where the table names it: see `addresses`.
OF_WAGTAIL = ("wagtail", "simple_translation:", "admin/")


def staff_patterns() -> dict[str, list[tuple[str, URLPattern]]]:
    """Give by full name each address with its pattern; some names stand for several."""
    found = defaultdict(list)
    for name, route, pattern in walk(get_resolver()):
        if route.startswith(STAFF):
            found[name].append((route, pattern))
    return dict(found)


def walk(
    resolver: URLResolver, spaces: str = "", route: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for each in resolver.url_patterns:
        at = route + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from walk(each, f"{spaces}{each.namespace}:" if each.namespace else spaces, at)
        else:
            yield f"{spaces}{each.name}" if each.name else at, at, each


def arguments(pattern: URLPattern) -> list[str]:
    """Name what an address asks for; what the resolver fills in itself is left out."""
    names = [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]
    return [name for name in dict.fromkeys(names) if name not in pattern.default_args]


def is_wagtails(name: str) -> bool:
    return name.startswith(OF_WAGTAIL)
