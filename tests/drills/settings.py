"""What the drills run under: the tests' settings, mails in files, an impatient gateway.

Addresses and folders are set anew for each drill; see `stage`.
"""

from settings.test import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
STRIPE_TIMEOUT_SECONDS = 1
