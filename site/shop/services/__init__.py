"""What the shop does. Services write, take keyword arguments, and are named for one act.

The rule of locks: a transaction takes its basket first, then its order, then stock
records by primary key, and never one of these after a later one. Entries of the ledger,
and changes of the site, are only ever inserted: nobody waits for them.
"""
