"""Our site, as `make run` serves it, with the bench's products and stories."""
