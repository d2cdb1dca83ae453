"""The first page of the admin: for each role what waits for it, and how sales go.

Each number is a link to the list that it counts.
"""
