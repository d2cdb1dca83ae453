"""Who may open what: the table of all addresses of the admin, and how each is tried."""
