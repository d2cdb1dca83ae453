from django import template

from producers import selectors
from producers.rules.stages import TARGET_PRODUCERS

register = template.Library()


@register.simple_tag
def featured_stories(count: int) -> list:
    """Give some published stories, for the home page."""
    return list(selectors.live_stories().order_by("-producer__stage", "title")[:count])


@register.simple_tag
def programme_counts() -> dict:
    """Give how many participants there are, counted from records, of how many meant."""
    return {"producers_count": selectors.participants_count(), "target_count": TARGET_PRODUCERS}
