"""Every page in every state: axe by day and by night, room for thumbs, and no sideways scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.looks.pages import JAPANESE, LOOKS, OTHER_LANGUAGES, visitors

PHONE, DESK, ZOOMED = 390, 1280, 320  # px; 320 is a desk at 400 %
#: What differs between the schemes; the rest of axe's rules need one look only.
BY_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
#: What the browser says of a form that is sent back, as it should be.
SENT_BACK = "status of 422"

#: A style sheet shows landmarks beside each other that a page has once.
REPEATS = {"rules": {"landmark-unique": {"enabled": False}}}

#: Boxes of what is pressed, but for links within a sentence, and places on a map, which lie
#: where they lie. Source: WCAG 2.2, 2.5.5 with its exceptions "inline" and "essential".
SMALL_TARGETS = """() => {
  const pressed = "a[href], button, summary, input:not([type=hidden]), select";
  const height = (el) => el?.getBoundingClientRect().height ?? 0;
  return [...document.querySelectorAll(pressed)].filter((el) => {
    const isSeen = el.checkVisibility({ visibilityProperty: true }) && el.offsetWidth > 1;
    const after = getComputedStyle(el, "::after");
    const fillsCard = after.position === "absolute" && after.inset === "0px";
    const inSentence = getComputedStyle(el).display === "inline" && el.closest("p, li, dd, td");
    const label = el.labels?.[0]?.closest(".choice, .field--check");
    const tallest = Math.max(height(el), height(label));
    return isSeen && !fillsCard && !inSentence && tallest < 43.5;
  }).map((el) => [Math.round(height(el)), el.outerHTML.slice(0, 160)]);
}"""


#: Rules of the whole sheet for classes of this page that its own styles lack.
UNSTYLED = """async () => {
  if (!document.querySelector("head > style")) return [];
  const whole = new CSSStyleSheet();
  whole.replaceSync(await (await fetch("/static/home/css/site.css")).text());
  const rules = (list, around = "") => [...list].flatMap((rule) => rule.selectorText
    ? [[around, rule.selectorText]]
    : rules(rule.cssRules ?? [], `${around} ${rule.conditionText ?? ""}`));
  const own = new Set(rules(document.styleSheets[0].cssRules).map(String));
  const isHere = (selector) => selector.match(/\\.[a-z][\\w-]*/g)
    ?.every((name) => document.getElementsByClassName(name.slice(1)).length);
  return rules(whole.cssRules)
    .filter((rule) => !own.has(String(rule)) && rule[1].split(",").some(isHere)).map(String);
}"""


@pytest.fixture(scope="module")
def come(chromium, demonstration):
    with visitors(chromium, demonstration) as visiting:
        yield visiting


def findings(page, **options) -> list:
    axe = Axe().run(page, options={"resultTypes": ["violations"], **options})
    violations = axe.response["violations"]
    return [(v["id"], [node["html"][:200] for node in v["nodes"]][:3]) for v in violations]


def excess(page, width: int) -> int:
    page.set_viewport_size({"width": width, "height": 844})
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


ALL = [*LOOKS, *JAPANESE, *OTHER_LANGUAGES]


@pytest.mark.parametrize("look", ALL, ids=lambda look: look.name)
def test_page_is_for_everybody(come, look):
    complaints = []
    page = come.page_of(look.who)
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.emulate_media(color_scheme="light")
    page.on("console", lambda word: complaints.append(word.text) if word.type == "error" else None)

    come.open(look)

    assert findings(page, **(REPEATS if look.name == "styleguide" else {})) == []
    page.emulate_media(color_scheme="dark")
    assert findings(page, **BY_COLOUR) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(UNSTYLED) == []
    assert {width: excess(page, width) for width in (ZOOMED, DESK)} == {ZOOMED: 0, DESK: 0}
    if look.status == 200:
        assert [words for words in complaints if SENT_BACK not in words] == []
