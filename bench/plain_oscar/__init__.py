"""Plain Oscar: its stock apps, templates and search, as its own sandbox has them."""
