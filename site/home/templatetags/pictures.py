"""`{% picture_for image "product" %}`: AVIF where it is understood, JPEG else."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from home.page_cache.parts import kept_part
from home.pictures import renditions_of
from home.renditions import FORMATS, FRAMES

register = template.Library()

EAGER = SafeString('fetchpriority="high"')
LAZY = SafeString('loading="lazy" fetchpriority="low" decoding="async"')


def srcset(renditions: dict, specs: list[str]) -> str:
    return ", ".join(f"{renditions[spec].url} {renditions[spec].width}w" for spec in specs)


@register.simple_tag(takes_context=True)
def picture_for(
    context,
    image,
    kind: str,
    sizes: str = "100vw",
    alt: str | None = None,
    eager: bool = False,
    css: str = "",
) -> SafeString:
    """Give a <picture> with its width and height, so that nothing jumps when it arrives.

    `alt` None takes the picture's own description; "" says that the words beside it do.
    """
    if image is None:
        return SafeString()
    # Parts of a story get it as a variable, included components with the context.
    request = context.get("request") or getattr(context, "request", None)
    look = (kind, sizes, alt, bool(eager), css)
    return kept_part(request, "picture", image.pk, *look, make=lambda: draw(image, *look))


def draw(image, kind: str, sizes: str, alt: str | None, eager: bool, css: str) -> SafeString:
    frame = FRAMES[kind]
    renditions = renditions_of(image, frame)
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((name, srcset(renditions, frame.specs(name)), sizes) for name in FORMATS[:-1]),
    )
    plain = renditions[frame.specs(FORMATS[-1])[-1]]
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"'
        " {}{}></picture>",
        sources,
        plain.url,
        srcset(renditions, frame.specs(FORMATS[-1])),
        sizes,
        plain.width,
        plain.height,
        image.default_alt_text if alt is None else alt,
        EAGER if eager else LAZY,
        format_html(' class="{}"', css) if css else "",
    )
