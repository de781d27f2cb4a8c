"""Liveness: fair cycles in the reachable states, and rankings that two solvers check in dense time."""
