from oscar.apps.catalogue.receivers import *  # noqa: F401,F403
