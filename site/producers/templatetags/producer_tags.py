from django import template

from home.pictures import expect_pictures
from producers import selectors
from producers.rules.stages import TARGET_PRODUCERS

register = template.Library()


@register.simple_tag(takes_context=True)
def featured_stories(context, count: int) -> list:
    """Give some published stories, for the home page."""
    stories = list(selectors.live_stories().order_by("-producer__stage", "title")[:count])
    expect_pictures(context["request"], [story.portrait for story in stories])
    return stories


@register.simple_tag
def programme_counts() -> dict:
    """Give how many participants there are, counted from records, of how many meant."""
    return {"producers_count": selectors.participants_count(), "target_count": TARGET_PRODUCERS}
