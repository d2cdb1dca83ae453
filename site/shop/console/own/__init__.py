"""What a producer's login sees: their own things, and nothing of anybody else's.

Whose things those are is asked in each query, by the login: an id of somebody else's finds
nothing.
"""
