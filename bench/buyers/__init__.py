"""Guests who buy three things, as each shop's own pages lead them."""
