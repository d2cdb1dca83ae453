"""The story that our site and plain Wagtail show: the same words, blocks and pictures."""

from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1800, 1200
#: The pictures of the story, and the one that all products share.
PICTURES = ["portrait", "first", "second", "third"]

PARAGRAPHS = [
    "<p>The plain was a sea floor within living memory. Ships lie where the harbour was, and "
    "between them grows what needs no more than a little salt water.</p><p>She began with two "
    "hives and a borrowed smoker. The <b>first</b> summer gave eleven jars, and the neighbours "
    "bought nine of them before they had cooled.</p>",
    "<p>Licorice flowers for three weeks. Then everybody is out before the sun, and the children "
    "count frames. What the bees leave on the comb stays there for the winter.</p>"
    "<ul><li>Hives are moved at night.</li><li>Frames are spun cold.</li>"
    "<li>Nothing is added, nothing is heated.</li></ul>",
    "<p>The workshop has a tiled floor now, a drain, and a door that closes. An inspector looked "
    "at the recipe, at the water, and at the samples, and came back twice.</p>",
    "<p>On market days a line of people stands at the table, and the last jar is always gone "
    "before noon.</p>",
]
QUOTES = ["A bee does not know that the sea has gone.", "We sell what we would eat ourselves."]
FACTS = [
    ("What it is", "Honey of licorice flowers"),
    ("Where from", "Fields along the old shore"),
    ("When", "June and July"),
]
LEAD = "Two hives, a borrowed smoker, and the flowers that grow on salt."


def body() -> list[tuple[str, object]]:
    """Give (kind, value) in reading order; pictures are named, for each site to look up."""
    return [
        ("heading", "What grows on salt"),
        ("paragraph", PARAGRAPHS[0]),
        ("picture", "first"),
        ("paragraph", PARAGRAPHS[1]),
        ("quote", QUOTES[0]),
        ("heading", "A workshop with a drain"),
        ("paragraph", PARAGRAPHS[2]),
        ("gallery", ["first", "second", "third"]),
        ("facts", FACTS),
        ("paragraph", PARAGRAPHS[3]),
        ("picture", "second"),
        ("quote", QUOTES[1]),
    ]


def draw(name: str) -> BytesIO:
    """Give a JPEG that compresses as a plain drawing does."""
    shift = 60 * PICTURES.index(name)
    image = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for step in range(0, WIDTH, 90):
        pen.ellipse((step, 300 + shift, step + 60, 420 + shift), fill=(200 - shift, 120, 60))
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    out.seek(0)
    return out
