"""What follows from conditions: how a migration ends under them, and which conditions explain what was seen.

Nothing is imported here: a diagnosis from the signs on file needs no search, and must not wait for one to be loaded.
"""
