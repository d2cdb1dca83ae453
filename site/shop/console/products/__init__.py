"""The product form of the admin: one for everything that the shop sells."""
