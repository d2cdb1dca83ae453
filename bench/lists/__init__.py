"""The association's lists, full, beside a Wagtail listing of twenty pages: `make lists`."""
