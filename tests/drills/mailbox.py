"""A mail server that takes its time, so that two who send at once really meet."""

import time

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class UnhurriedMailbox(EmailBackend):
    """Writes mails to files, `settings.MAIL_TAKES` seconds each."""

    def write_message(self, message) -> None:
        time.sleep(settings.MAIL_TAKES)
        super().write_message(message)
