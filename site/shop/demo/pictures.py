"""Drawings become pictures of the library."""

import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

import resvg_py
from django.conf import settings
from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from .workers import end_with_parent

DRAWINGS = Path(settings.SITE_ROOT) / "home" / "illustrations"
UPRIGHT_WIDTH = 1200
LANDSCAPE_WIDTH = 1800


def names() -> list[str]:
    """Give "products/jida" and so on, for every drawing."""
    return sorted(
        path.relative_to(DRAWINGS).with_suffix("").as_posix() for path in DRAWINGS.rglob("*.svg")
    )


def library():
    """Give the pictures that came from drawings."""
    return get_image_model().objects.filter(title__in=names()).order_by("title")


def picture(name: str | None):
    """Give the library's picture of that name, or None."""
    return get_image_model().objects.filter(title=name).first() if name else None


def render(name: str) -> bytes:
    """Give the drawing as PNG, as large as any page shows it."""
    width = UPRIGHT_WIDTH if name.startswith("products/") else LANDSCAPE_WIDTH
    source = (DRAWINGS / f"{name}.svg").read_text()
    return bytes(resvg_py.svg_to_bytes(svg_string=source, width=width))


def load(wanted: list[str]) -> Iterator[str]:
    """Draw what the library lacks, on all cores, and yield each name."""
    Image = get_image_model()
    known = set(Image.objects.filter(title__in=wanted).values_list("title", flat=True))
    descriptions = read_descriptions()
    missing = [name for name in wanted if name not in known]
    yield from known
    with ProcessPoolExecutor(initializer=end_with_parent) as pool:
        for name, png in zip(missing, pool.map(render, missing), strict=True):
            file = ImageFile(BytesIO(png), name=f"{name.replace('/', '-')}.png")
            Image.objects.create(
                title=name,
                description=descriptions.get(name, "")[:255],
                credit="Drawing made for OVOP Aral",
                file=file,
            )
            yield name


def read_descriptions(language: str = "") -> dict[str, str]:
    """Give what is seen in each picture, by name; in English without a language."""
    path = DRAWINGS / (f"alt.{language}.toml" if language else "alt.toml")
    return tomllib.loads(path.read_text()) if path.exists() else {}
