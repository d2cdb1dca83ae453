"""Whether Stripe, orders, ledger and stock tell the same story. Nothing here writes."""
