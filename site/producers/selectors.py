"""What pages read about producers."""

from collections import Counter

from django.apps import apps

from producers.rules.districts import DISTRICTS


def live_stories():
    """Give the published stories as lists show them, by name: with producer and picture."""
    return (
        apps.get_model("producers", "ProducerPage")
        .objects.live()
        .select_related("producer", "portrait")
        .defer("body")
        .order_by("title")
    )


def participants_count() -> int:
    """Give the number of participants, counted from their records."""
    return apps.get_model("producers", "Producer").objects.count()


def districts_with_counts(stories) -> list[dict]:
    """Give each district's name, place and number of stories, for the map."""
    counts = Counter(story.producer.district for story in stories)
    return [
        {
            "code": district.code,
            "name": district.name,
            "latitude": district.latitude,
            "longitude": district.longitude,
            "count": counts[district.code],
        }
        for district in DISTRICTS
    ]
