"""A developer's or newcomer's machine: everything local, no keys needed."""

from .base import *  # noqa: F403
from .base import VAR_ROOT
from .env import env

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "insecure-demonstration-key-never-used-in-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

# Nothing is collected here; WhiteNoise would only warn that the folder is missing.
STATIC_ROOT = None

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR_ROOT / "mail")

# Static files straight from the source tree: nothing to collect before the first start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
