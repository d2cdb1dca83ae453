"""What the drills run under: the tests' settings, mails in files, an impatient gateway.

Addresses and folders are set anew for each drill; see `stage`.
"""

from settings.test import *  # noqa: F403

EMAIL_BACKEND = "tests.drills.mailbox.UnhurriedMailbox"
MAIL_TAKES = 0
STRIPE_TIMEOUT_SECONDS = 1
