from oscar.apps.partner.receivers import *  # noqa: F401,F403
