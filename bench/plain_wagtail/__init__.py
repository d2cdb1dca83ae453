"""Plain Wagtail: what `wagtail start` gives, and one story written with the same blocks as ours."""
