"""The mails that left, as the file-based mail backend keeps them."""

from collections import Counter
from email import message_from_bytes
from pathlib import Path

#: What the backend writes after each mail.
DIVIDER = b"\n" + b"-" * 79 + b"\n"


def letters_in(folder: Path) -> Counter:
    """Count the mails by Message-ID: a receiver folds those with the same one into one."""
    found = Counter()
    for path in folder.glob("*.log"):
        for mail in path.read_bytes().split(DIVIDER):
            if mail.strip():
                found[message_from_bytes(mail)["Message-ID"].strip(" \r\n<>")] += 1
    return found
