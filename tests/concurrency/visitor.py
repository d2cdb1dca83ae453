"""A browser without scripts: it keeps cookies, reads pages and sends the forms it finds there."""

import requests
from bs4 import BeautifulSoup, Tag

TIMEOUT_SECONDS = 90


class Visitor:
    """`statuses` holds what every request was answered with, the oldest first."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.statuses: list[int] = []
        self.session = requests.Session()
        # No proxy of this machine; and a connection that is kept may end under a post.
        self.session.trust_env = False
        self.session.headers.update({"Sec-Fetch-Site": "same-origin", "Connection": "close"})

    def get(self, path: str) -> requests.Response:
        return self._ask("GET", path)

    def post(self, path: str, values: dict[str, str]) -> requests.Response:
        return self._ask("POST", path, data=values)

    def _ask(self, method: str, path: str, **kwargs) -> requests.Response:
        answer = self.session.request(
            method,
            self.base_url + path,
            allow_redirects=False,
            timeout=TIMEOUT_SECONDS,
            **kwargs,
        )
        self.statuses.append(answer.status_code)
        return answer


def read(answer: requests.Response) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def words(tag: Tag) -> str:
    """Give the text as it is read, each run of blanks as one."""
    return " ".join(tag.get_text().split())


def form_values(form: Tag) -> dict[str, str]:
    """Give what a browser would send of a form as it stands, without any button."""
    values = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        is_choice = field.get("type") in ("checkbox", "radio")
        if not name or (is_choice and not field.has_attr("checked")):
            continue
        if field.name == "textarea":
            values[name] = field.get_text()
        elif field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            values[name] = chosen.get("value", "") if chosen else ""
        else:
            values[name] = field.get("value", "on" if is_choice else "")
    return values
