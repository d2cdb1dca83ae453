"""Public pages kept whole in each worker's memory, and never shown when they have changed.

A kept page is good while the site's version stands still. The version is one row of the
database that triggers move on whenever a table changes from which pages are made, in the
transaction of that change: whoever changes what, by whichever way, nothing shown is stale,
and two workers never disagree. See docs/adr/0010-page-cache.md.
"""
