"""Explicit search: all reachable states of a finite model, breadth first, with NumPy."""
