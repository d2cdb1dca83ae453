"""Production stops at a missing secret, and at anything that could fake a payment."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "a-long-secret-that-only-this-test-knows",
    "ALLOWED_HOSTS": "ovop.example",
    "BASE_URL": "https://ovop.example",
    "DATABASE_URL": "postgres://user:word@localhost/ovop",
    "STRIPE_SECRET_KEY": "sk_live_x",
    "STRIPE_WEBHOOK_SECRET": "whsec_x",
}


def load_production(environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from settings import production as p; print(p.SESSION_COOKIE_SECURE)",
        ],
        cwd=ROOT / "site",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "site"), **environment},
        capture_output=True,
        text=True,
    )


def test_production_loads_with_everything_set():
    loaded = load_production(GOOD)

    assert loaded.returncode == 0, loaded.stderr
    assert loaded.stdout.strip() == "True"


@pytest.mark.parametrize("name", GOOD)
def test_production_stops_where_a_value_is_missing(name):
    environment = {key: value for key, value in GOOD.items() if key != name}

    loaded = load_production(environment)

    assert loaded.returncode != 0
    assert name in loaded.stderr


def test_production_refuses_another_payment_host():
    loaded = load_production(GOOD | {"STRIPE_API_BASE": "http://127.0.0.1:8001"})

    assert loaded.returncode != 0
    assert "STRIPE_API_BASE" in loaded.stderr


def test_every_environment_variable_is_in_readme_and_example():
    import re

    sources = [*(ROOT / "site" / "settings").glob("*.py"), ROOT / "tools" / "demo.py"]
    sources += (ROOT / "site" / "shop" / "management" / "commands").glob("*.py")
    text = "\n".join(path.read_text() for path in sources)
    names = set(re.findall(r'(?:env\.\w+|required|env_get)\(\s*"([A-Z_]+)"', text))
    readme, example = (ROOT / "README.md").read_text(), (ROOT / ".env.example").read_text()

    assert {"SECRET_KEY", "DATABASE_URL", "DEMO_PASSWORD", "STRIPE_API_BASE"} <= names
    assert {name for name in names if f"`{name}`" not in readme} == set()
    assert {name for name in names if name not in example} == set()
