"""What the tests run under: like dev, quicker and quiet."""

import tempfile

from .base import *  # noqa: F403
from .base import DATABASES, VAR_ROOT
from .env import env

DEBUG = False
SECRET_KEY = "test-only"
ALLOWED_HOSTS = ["*"]
BASE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Gone with the process.
media = tempfile.TemporaryDirectory(prefix="ovop-media-")
MEDIA_ROOT = env.str("MEDIA_ROOT", media.name)
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
STRIPE_SECRET_KEY = "sk_test_tests"
STRIPE_WEBHOOK_SECRET = "whsec_tests"
STRIPE_API_BASE = env.str("STRIPE_API_BASE", "http://127.0.0.1:9")
AXES_ENABLED = False
# A test is rolled back, and the site's version with it: the tests of the cache switch it on.
PAGE_CACHE = False
PART_CACHE = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_ROOT / "test.sqlite3")}
