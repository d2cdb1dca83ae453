"""One line of the table of who may open what."""

from dataclasses import dataclass

from shop.console.roles import ALL_ROLES

#: Each role by its letter in the table.
LETTERS = {
    "E": "Editors",
    "T": "Translators",
    "F": "Fulfilment officers",
    "C": "Certification officers",
    "M": "Association managers",
    "A": "Administrators",
    "P": "Producers",
}
EVERYBODY = "".join(LETTERS)
NOBODY = ""


@dataclass(frozen=True)
class Screen:
    """`name`: of the address, with its namespaces; `who`: letters of roles.

    `is_part`: a piece of another screen, left out of what people read. `is_public`: also for
    people who have not logged in. `takes_posts`: Wagtail's forms of pages take no empty one.
    """

    name: str
    words: str
    who: str
    is_part: bool = False
    is_public: bool = False
    takes_posts: bool = True

    @property
    def roles(self) -> set[str]:
        return {LETTERS[letter] for letter in self.who}


@dataclass(frozen=True)
class Chapter:
    title: str
    screens: tuple[Screen, ...]


def viewset(
    space: str, words: str, *, see: str, add: str = "", change: str = "", delete: str = ""
) -> list[Screen]:
    """Give the eight addresses that each list of Wagtail's brings."""
    may_act = add + change + delete
    any_of = "".join(letter for letter in EVERYBODY if letter in see + may_act)
    return [
        Screen(f"{space}:index", words, any_of),
        Screen(f"{space}:index_results", f"{words}: rows", any_of, is_part=True),
        Screen(f"{space}:add", f"{words}: add one", add),
        Screen(f"{space}:edit", f"{words}: change one", change),
        Screen(f"{space}:delete", f"{words}: delete one", delete),
        Screen(f"{space}:history", f"{words}: history of one", may_act, is_part=True),
        Screen(f"{space}:history_results", f"{words}: history, rows", may_act, is_part=True),
        Screen(f"{space}:usage", f"{words}: where one is used", may_act, is_part=True),
    ]


def known_letters() -> bool:
    """Say whether the letters stand for the roles that there are."""
    return set(LETTERS.values()) == {role.name for role in ALL_ROLES}
