"""The limit view: one view, one small template, no database. Nothing Django does is quicker."""
