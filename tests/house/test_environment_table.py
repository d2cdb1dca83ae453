"""Every variable that is read stands in README's table and in .env.example, and no other."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def names_read() -> set[str]:
    """Give the names asked of `env.…("NAME")` and `required("NAME")`."""
    sources = [*(ROOT / "site" / "settings").glob("*.py")]
    sources += (ROOT / "site").glob("*/management/commands/*.py")
    return {name for source in sources for name in names_in(source.read_text())}


def names_in(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        function, name = node.func, node.args[0]
        asks = (isinstance(function, ast.Name) and function.id == "required") or (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Name)
            and function.value.id == "env"
        )
        if asks and isinstance(name, ast.Constant) and isinstance(name.value, str):
            names.add(name.value)
    return names


def names_in_readme() -> set[str]:
    section = (ROOT / "README.md").read_text().split("\n## Environment\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", section, re.MULTILINE))


def names_in_example() -> set[str]:
    return set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_every_way_of_asking_is_seen():
    source = """
A = env.str("A"), env.bool("B", False), required("C"), env.dj_db_url("D", other("X"))
E = f"http://{env.int('E', 1)}"
env.read_env(str(path))
"""

    assert names_in(source) == {"A", "B", "C", "D", "E"}


def test_names_of_all_settings_modules_are_found():
    assert {"PORT", "DATABASE_URL", "SECRET_KEY", "DEBUG", "DEMO_PASSWORD"} <= names_read()


def test_readme_names_every_variable_and_no_other():
    assert names_in_readme() == names_read()


def test_example_names_every_variable_and_no_other():
    assert names_in_example() == names_read()
