"""Every page and state of the shop, for axe, the validator, Lighthouse and pictures."""
