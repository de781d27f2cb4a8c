"""The explicit search: reachable states, shortest runs to an end, the graph of all steps."""
