"""Production stops at a missing secret, and at anything that could fake a payment."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "a-long-secret-that-only-this-test-knows",
    "ALLOWED_HOSTS": "ovop.example,www.ovop.example",
    "BASE_URL": "https://ovop.example",
    "DATABASE_URL": "postgres://user:word@localhost/ovop",
    "STRIPE_SECRET_KEY": "sk_live_x",
    "STRIPE_WEBHOOK_SECRET": "whsec_x",
}
SHOWN = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "STRIPE_API_BASE",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SECURE",
    "OSCAR_BASKET_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
)
# A developer's own .env must not lend production what the test leaves out.
PROGRAM = f"""
import environs, json
environs.Env.read_env = lambda *args, **kwargs: True
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {SHOWN!r}}}))
"""


def load_production(environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(ROOT / "site"),
            "DJANGO_SETTINGS_MODULE": "settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
    )


def test_production_loads_with_everything_set_and_keeps_its_cookies_safe():
    loaded = load_production(GOOD | {"DEBUG": "1"})

    assert loaded.returncode == 0, loaded.stderr
    found = json.loads(loaded.stdout)
    assert found.pop("SECURE_HSTS_SECONDS") >= 60 * 60 * 24 * 365
    assert found == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["ovop.example", "www.ovop.example"],
        "STRIPE_API_BASE": "https://api.stripe.com",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": True,
        "OSCAR_BASKET_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
    }


@pytest.mark.parametrize("name", GOOD)
def test_production_stops_where_a_value_is_missing(name):
    loaded = load_production({key: value for key, value in GOOD.items() if key != name})

    assert loaded.returncode != 0
    assert f'"{name}" not set' in loaded.stderr


@pytest.mark.parametrize("name", [name for name in GOOD if name != "ALLOWED_HOSTS"])
def test_production_stops_where_a_value_is_blank(name):
    loaded = load_production(GOOD | {name: " "})

    assert loaded.returncode != 0
    assert name in loaded.stderr


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8001",
        "http://api.stripe.com",
        "https://api.stripe.com.example.org",
        "https://api.stripe.com@example.org",
        "https://example.org/api.stripe.com",
        "api.stripe.com",
    ],
)
def test_production_refuses_another_payment_host(address):
    loaded = load_production(GOOD | {"STRIPE_API_BASE": address})

    assert loaded.returncode != 0
    assert "STRIPE_API_BASE must be" in loaded.stderr
