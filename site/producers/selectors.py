"""What pages read about producers."""

from collections import Counter

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from producers.rules.districts import DISTRICTS
from producers.words import DISTRICT_NAMES


def live_stories():
    """Give the published stories of the reader's language as lists show them, by name.

    They come with producer and picture.
    """
    return (
        apps.get_model("producers", "ProducerPage")
        .objects.live()
        .filter(locale__language_code=get_language())
        .select_related("producer", "portrait")
        .defer("body")
        .order_by("title")
    )


def story_path(producer: str) -> Subquery:
    """Give the tree path of a producer's published story in the reader's language, to annotate.

    `producer` is the column of the query that names the producer.
    """
    stories = live_stories().filter(producer=OuterRef(producer)).order_by()
    return Subquery(stories.values("url_path")[:1])


def participants_count() -> int:
    """Give the number of participants, counted from their records; who has left is none."""
    return apps.get_model("producers", "Producer").objects.filter(left_on=None).count()


def districts_with_counts(stories) -> list[dict]:
    """Give each district's name, place and number of stories, for the map."""
    counts = Counter(story.producer.district for story in stories)
    return [
        {
            "code": district.code,
            "name": DISTRICT_NAMES[district.code],
            "latitude": district.latitude,
            "longitude": district.longitude,
            "count": counts[district.code],
        }
        for district in DISTRICTS
    ]
