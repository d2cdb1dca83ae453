"""The house keeps its plan."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_site_is_a_source_root_and_not_a_package():
    assert (ROOT / "site").is_dir()
    assert not (ROOT / "site" / "__init__.py").exists()


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().splitlines()
        packages = [line for line in lines if line and not line.startswith("#")]

        assert packages
        assert all("==" in line for line in packages)


def test_only_one_module_reads_the_environment():
    readers = [
        path.relative_to(ROOT / "site").as_posix()
        for path in (ROOT / "site").rglob("*.py")
        if "os.environ" in path.read_text() and "os.environ.setdefault" not in path.read_text()
    ]

    assert readers == []
