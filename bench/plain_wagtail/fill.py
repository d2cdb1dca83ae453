"""`python -m bench.plain_wagtail.fill`: make the tables, and publish the one story."""

import django

django.setup()

from django.core.files.images import ImageFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Site  # noqa: E402

from bench import story  # noqa: E402
from bench.stream import stream  # noqa: E402

from .models import StoryPage  # noqa: E402


def publish() -> None:
    Image = get_image_model()
    pictures = {
        name: Image.objects.create(
            title=name, file=ImageFile(story.draw(name), name=f"plain-{name}.jpg")
        )
        for name in story.PICTURES
    }
    page = StoryPage(
        title="The keeper of bees",
        slug="story",
        lead=story.LEAD,
        portrait=pictures["portrait"],
        body=stream(pictures),
    )
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    page.save_revision().publish()


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    publish()
