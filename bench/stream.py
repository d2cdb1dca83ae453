"""The story as Wagtail's StreamField takes it; both sites name their blocks alike."""

from wagtail.rich_text import RichText

from . import story


def stream(pictures: dict) -> list[tuple]:
    """Give the story's body with the pictures, which are handed over by name."""
    value_of = {
        "heading": lambda text: {"text": text},
        "paragraph": RichText,
        "quote": lambda text: {"text": text},
        "picture": lambda name: {"image": pictures[name], "caption": "A place"},
        "gallery": lambda names: {"images": [pictures[name] for name in names], "caption": ""},
        "facts": lambda rows: {
            "title": "In short",
            "items": [{"label": label, "value": value} for label, value in rows],
        },
    }
    return [(kind, value_of[kind](value)) for kind, value in story.body()]
